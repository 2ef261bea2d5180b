package io.filigree.edge.echo;

import io.filigree.edge.agent.Call;
import io.filigree.edge.plan.EchoPort;
import io.filigree.edge.plan.InterfaceAddress;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Answers on the tunnel address, by one thread, and carries what edge clients say to each other.
 * Only that address is bound, and our own firewall lets nobody but the tunnel in: the box gets no
 * open port.
 */
public final class EchoResponder implements AutoCloseable {
  /** For all who ask together; a doctor asks each peer three times at most. */
  private static final int ANSWERS_PER_SECOND = 100;

  /** Of all peers together; agreeing on a direct way takes three. */
  private static final int CALLS_PER_SECOND = 50;

  private final BiConsumer<Endpoint, Call> calls;

  private Optional<InetSocketAddress> place = Optional.empty();
  private Optional<DatagramSocket> socket = Optional.empty();

  /**
   * @param calls takes what edge clients say, and from where
   */
  public EchoResponder(BiConsumer<Endpoint, Call> calls) {
    this.calls = calls;
  }

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

  /** Says it from the responder's own port; what cannot be sent is lost, as any packet may be. */
  public synchronized void say(Endpoint to, Call call) {
    byte[] bytes = CallPacket.write(call);
    InetSocketAddress place = Sockets.at(to.address().orElseThrow(), to.port());
    socket.ifPresent(open -> send(open, new DatagramPacket(bytes, bytes.length, place)));
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

  private void serve(DatagramSocket socket) {
    Budget spoken = new Budget(CALLS_PER_SECOND);
    Budget budget = new Budget(ANSWERS_PER_SECOND);
    // One byte more than the longest: what is longer is nothing of ours.
    byte[] buffer = new byte[CallPacket.MOST_BYTES + 1];
    try (socket) {
      while (!socket.isClosed()) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        Optional<Call> call = CallPacket.read(packet.getData(), packet.getLength());
        if (call.isPresent()) {
          if (spoken.allows(System.nanoTime())) {
            calls.accept(endpoint((InetSocketAddress) packet.getSocketAddress()), call.get());
          }
        } else if (budget.allows(System.nanoTime())) {
          answer(socket, packet);
        }
      }
    } catch (IOException closed) {
      return; // by us, or by the kernel: the next answerAt opens another
    }
  }

  private static Endpoint endpoint(InetSocketAddress from) {
    return new Endpoint(IpAddress.ofBytes(from.getAddress().getAddress()), from.getPort());
  }

  private static void answer(DatagramSocket socket, DatagramPacket question) {
    Optional<Long> nonce = EchoPacket.readQuestion(question.getData(), question.getLength());
    if (nonce.isPresent()) {
      InetSocketAddress asker = (InetSocketAddress) question.getSocketAddress();
      byte[] answer = EchoPacket.answer(nonce.get(), asker);
      send(socket, new DatagramPacket(answer, answer.length, asker));
    }
  }

  private static void send(DatagramSocket socket, DatagramPacket packet) {
    try {
      socket.send(packet);
    } catch (IOException unreachable) {
      return; // there is no way there; that is the other end's finding, and no reason to stop
    }
  }
}
