package io.filigree.systemtests.measure;

import io.filigree.systemtests.lab.NetworkNamespace;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One question from one address to another, and the answer.
 *
 * @param from where it is asked
 * @param source the asker's own address
 * @param target whom it asks; for datagrams it must be answering in {@link Probes#answerIn}
 */
public record Ping(NetworkNamespace from, String source, String target) {

  private static final int SECOND = 1000;
  private static final Pattern TIME = Pattern.compile("time=([0-9.]+) ms");

  /**
   * An answer.
   *
   * @param seen the source address that the receiver saw
   */
  public record Answer(String seen, double millis) {}

  /** An ICMP echo request; the milliseconds until its answer, if one came within a second. */
  public Optional<Double> icmp() {
    String said =
        from.command("ping", "-n", "-c", "1", "-W", "1", "-I", source, target).attempt().output();
    return TIME.matcher(said).results().map(time -> Double.valueOf(time.group(1))).findFirst();
  }

  /** A datagram in a flow of its own; empty if no answer came within a second. */
  public Optional<Answer> ask() {
    return ask(SECOND);
  }

  /** Whether the datagram is answered. */
  public boolean answered() {
    return ask().isPresent();
  }

  /** The same with another limit. */
  public Optional<Answer> ask(int limitMillis) {
    return from.inside(() -> {
      try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(source, 0))) {
        socket.setSoTimeout(limitMillis);
        return Optional.of(exchange(socket));
      } catch (IOException unanswered) {
        return Optional.empty();
      }
    });
  }

  private Answer exchange(DatagramSocket socket) throws IOException {
    long start = System.nanoTime();
    byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt(0).array();
    socket.send(
        new DatagramPacket(number, number.length, InetAddress.getByName(target), Echo.PORT));
    DatagramPacket answer = new DatagramPacket(new byte[64], 64);
    socket.receive(answer);
    byte[] seen = Arrays.copyOfRange(answer.getData(), Integer.BYTES, answer.getLength());
    return new Answer(
        InetAddress.getByAddress(seen).getHostAddress(), (System.nanoTime() - start) / 1e6);
  }
}
