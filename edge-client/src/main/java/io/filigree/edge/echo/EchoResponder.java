package io.filigree.edge.echo;

import io.filigree.edge.plan.EchoPort;
import io.filigree.edge.plan.InterfaceAddress;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;

/**
 * Answers on the tunnel address, by one thread. Only that address is bound, and our own firewall
 * lets nobody but the tunnel in: the box gets no open port.
 */
public final class EchoResponder implements AutoCloseable {
  /** For all who ask together; a doctor asks each peer three times at most. */
  private static final int ANSWERS_PER_SECOND = 100;

  private Optional<InetSocketAddress> place = Optional.empty();
  private Optional<DatagramSocket> socket = Optional.empty();

  /**
   * Answers on the first of these addresses from now on. Where it cannot be had yet, because the
   * interface is not up, the next call tries again.
   *
   * @param addresses the tunnel's
   * @param listenPort WireGuard's own port
   */
  public synchronized void answerAt(List<InterfaceAddress> addresses, int listenPort) {
    Optional<InetSocketAddress> wanted =
        addresses.stream()
            .findFirst()
            .map(tunnel -> Sockets.at(tunnel.address(), EchoPort.beside(listenPort)));
    boolean answering = socket.filter(open -> !open.isClosed()).isPresent();
    if (!answering || !place.equals(wanted)) {
      close();
      wanted.ifPresent(this::open);
    }
  }

  /** Answers no more. */
  @Override
  public synchronized void close() {
    socket.ifPresent(DatagramSocket::close);
    socket = Optional.empty();
    place = Optional.empty();
  }

  private void open(InetSocketAddress at) {
    try {
      DatagramSocket open = new DatagramSocket(at);
      socket = Optional.of(open);
      place = Optional.of(at);
      Thread.ofPlatform().daemon().name("echo").start(() -> serve(open));
    } catch (SocketException notYet) {
      socket = Optional.empty();
    }
  }

  private static void serve(DatagramSocket socket) {
    Budget budget = new Budget(ANSWERS_PER_SECOND);
    // One byte more than a question: what is longer is none.
    byte[] buffer = new byte[EchoPacket.QUESTION_BYTES + 1];
    try (socket) {
      while (!socket.isClosed()) {
        DatagramPacket question = new DatagramPacket(buffer, buffer.length);
        socket.receive(question);
        if (budget.allows(System.nanoTime())) {
          answer(socket, question);
        }
      }
    } catch (IOException closed) {
      return; // by us, or by the kernel: the next answerAt opens another
    }
  }

  private static void answer(DatagramSocket socket, DatagramPacket question) throws IOException {
    Optional<Long> nonce = EchoPacket.readQuestion(question.getData(), question.getLength());
    if (nonce.isPresent()) {
      InetSocketAddress asker = (InetSocketAddress) question.getSocketAddress();
      byte[] answer = EchoPacket.answer(nonce.get(), asker);
      try {
        socket.send(new DatagramPacket(answer, answer.length, asker));
      } catch (IOException unreachable) {
        return; // the asker has no way back; that is its finding, and no reason to stop
      }
    }
  }
}
