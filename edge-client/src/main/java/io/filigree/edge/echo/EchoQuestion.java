package io.filigree.edge.echo;

import io.filigree.edge.echo.EchoPacket.Answer;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.net.IpAddress;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Asks many responders at once, from one own address. */
public final class EchoQuestion {
  private static final int ROUNDS = 3;
  private static final int PATIENCE_MILLIS = 400;

  private final DatagramSocket socket;
  private final Map<InetSocketAddress, Long> open = new HashMap<>();
  private final Map<InetSocketAddress, InetSocketAddress> seen = new HashMap<>();

  private EchoQuestion(DatagramSocket socket) {
    this.socket = socket;
  }

  /**
   * As what they saw us, by responder; who did not answer within 1.2 s is not in it.
   *
   * @param from one of our own addresses
   * @throws IOException if nothing can be sent from there
   */
  public static Map<IpAddress, IpAddress> ask(
      IpAddress from, Collection<InetSocketAddress> responders) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(Sockets.at(from, 0))) {
      EchoQuestion question = new EchoQuestion(socket);
      responders.forEach(
          responder -> question.open.put(responder, ThreadLocalRandom.current().nextLong()));
      for (int round = 0; round < ROUNDS && !question.open.isEmpty(); round++) {
        question.send();
        question.listen();
      }
      return question.byAddress();
    }
  }

  /** Where the responder of a tunnel address is. */
  public static InetSocketAddress responder(IpAddress tunnel, int echoPort) {
    return Sockets.at(tunnel, echoPort);
  }

  private void send() {
    open.forEach((responder, nonce) -> send(responder, EchoPacket.question(nonce)));
  }

  private void send(InetSocketAddress responder, byte[] question) {
    try {
      socket.send(new DatagramPacket(question, question.length, responder));
    } catch (IOException noWay) {
      return; // one without a route must not cost the others their question
    }
  }

  private void listen() throws IOException {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    byte[] buffer = new byte[EchoPacket.QUESTION_BYTES];
    while (!open.isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      socket.setSoTimeout((int) left);
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException silence) {
        return;
      }
      take(packet);
    }
  }

  /** Only the nonce of the one that was asked counts, and only once. */
  private void take(DatagramPacket packet) {
    try {
      Optional<Answer> answer = EchoPacket.readAnswer(packet.getData(), packet.getLength());
      InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
      if (answer.isPresent() && open.remove(from, answer.get().nonce())) {
        seen.put(from, answer.get().seen());
      }
    } catch (MalformedException nonsense) {
      return; // an address that is none
    }
  }

  private Map<IpAddress, IpAddress> byAddress() {
    Map<IpAddress, IpAddress> addresses = new HashMap<>();
    seen.forEach((responder, us) ->
        addresses.put(
            IpAddress.ofBytes(responder.getAddress().getAddress()),
            IpAddress.ofBytes(us.getAddress().getAddress())));
    return addresses;
  }
}
