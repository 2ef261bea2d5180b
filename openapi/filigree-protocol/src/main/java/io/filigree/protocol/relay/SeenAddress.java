package io.filigree.protocol.relay;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a relay answers when a site asks, through their tunnel, where the relay sees it: the outer
 * address and port of the site's WireGuard, behind whatever NAT there is.
 *
 * <p>The question is a UDP datagram to the relay's address in the mesh, port {@value #PORT}, with 0
 * to {@value #MOST_QUESTION} bytes of the asker's choice; others are not answered. The answer is
 * {@code <ip> <port> <epoch>} in ASCII with one space between, a line feed, and the question's
 * bytes.
 *
 * @param ip as {@link IpAddress} writes it
 * @param port 1 to 65535
 * @param epoch a number that the relay chose at its start: another one means that it has restarted
 */
public record SeenAddress(IpAddress ip, int port, long epoch) {

  /** Where the relay listens inside the tunnel. */
  public static final int PORT = 3478;

  /** Bytes of the longest question. */
  public static final int MOST_QUESTION = 32;

  private static final int MOST_PORT = 65_535;

  public SeenAddress {
    if (port < 1 || port > MOST_PORT) {
      throw new MalformedException("a port is 1 to " + MOST_PORT);
    }
    if (epoch < 0) {
      throw new MalformedException("an epoch is not negative");
    }
  }

  /** The answer to that question. */
  public byte[] answer(byte[] question) {
    byte[] text = (this + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] answer = Arrays.copyOf(text, text.length + question.length);
    System.arraycopy(question, 0, answer, text.length, question.length);
    return answer;
  }

  /**
   * Reads an answer.
   *
   * @throws MalformedException if it is none, or one to another question
   */
  public static SeenAddress parse(byte[] answer, byte[] question) {
    int end = answer.length - question.length - 1;
    if (end < 0 || answer[end] != '\n' || !endsWith(answer, question)) {
      throw new MalformedException("is no answer to the question");
    }
    return parse(new String(answer, 0, end, StandardCharsets.US_ASCII));
  }

  private static boolean endsWith(byte[] answer, byte[] question) {
    int from = answer.length - question.length;
    return Arrays.equals(answer, from, answer.length, question, 0, question.length);
  }

  private static SeenAddress parse(String text) {
    int first = text.indexOf(' ');
    int second = text.indexOf(' ', first + 1);
    if (first < 0 || second < 0) {
      throw MalformedException.of(text, "is not address, port and epoch");
    }
    SeenAddress seen =
        new SeenAddress(
            IpAddress.parse(text.substring(0, first)),
            (int) number(text, first + 1, second),
            number(text, second + 1, text.length()));
    if (!seen.toString().equals(text)) {
      throw MalformedException.of(text, "is not written as it should be");
    }
    return seen;
  }

  private static long number(String text, int from, int to) {
    try {
      return Long.parseLong(text, from, to, 10);
    } catch (NumberFormatException e) {
      throw MalformedException.of(text, "has no number where one should be");
    }
  }

  @Override
  public String toString() {
    return ip + " " + port + " " + epoch;
  }
}
