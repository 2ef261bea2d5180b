package io.filigree.systemtests.relay;

import io.filigree.systemtests.lab.NetworkNamespace;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;

/** One datagram and its answer. */
public final class Datagram {

  private static final int LIMIT_MILLIS = 2000;

  private Datagram() {}

  /** What came back within two seconds. */
  public static Optional<byte[]> ask(
      NetworkNamespace from, String source, String target, int port, byte[] question) {
    return from.inside(() -> {
      try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(source, 0))) {
        socket.setSoTimeout(LIMIT_MILLIS);
        InetAddress to = InetAddress.getByName(target);
        socket.send(new DatagramPacket(question, question.length, to, port));
        DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
        socket.receive(answer);
        return Optional.of(Arrays.copyOf(answer.getData(), answer.getLength()));
      } catch (IOException unanswered) {
        return Optional.empty();
      }
    });
  }
}
