package io.filigree.edge.probe;

import io.filigree.edge.agent.RelayQuestion;
import io.filigree.edge.agent.SeenBy;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.relay.SeenAddress;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;

/** Asks relays, inside the tunnel, where they see this site's WireGuard (docs/relay.md). */
public final class RelayAddresses {

  private static final int ROUNDS = 3;
  private static final int PATIENCE = 400;
  private static final int NONCE_BYTES = 8;
  private static final int LONGEST_ANSWER = 128;

  private RelayAddresses() {}

  /** Asks all at once; who does not answer within 1.2 s is not in it. */
  public static List<SeenBy> ask(List<RelayQuestion> questions) {
    List<FutureTask<Optional<SeenBy>>> asked = new ArrayList<>(questions.size());
    for (RelayQuestion question : questions) {
      FutureTask<Optional<SeenBy>> task = new FutureTask<>(() -> ask(question));
      asked.add(task);
      Thread.ofPlatform().daemon().name("seen").start(task);
    }
    List<SeenBy> answers = new ArrayList<>(questions.size());
    for (FutureTask<Optional<SeenBy>> task : asked) {
      answer(task).ifPresent(answers::add);
    }
    return answers;
  }

  private static Optional<SeenBy> answer(FutureTask<Optional<SeenBy>> task) {
    try {
      return task.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("a question has no outcome", e);
    }
  }

  private static Optional<SeenBy> ask(RelayQuestion question) {
    try (DatagramSocket socket = new DatagramSocket()) {
      IpAddress local = local(question.outside());
      socket.connect(new InetSocketAddress(inet(question.inside()), SeenAddress.PORT));
      socket.setSoTimeout(PATIENCE);
      byte[] nonce = new byte[NONCE_BYTES];
      ThreadLocalRandom.current().nextBytes(nonce);
      for (int round = 0; round < ROUNDS; round++) {
        socket.send(new DatagramPacket(nonce, nonce.length));
        Optional<SeenAddress> seen = receive(socket, nonce);
        if (seen.isPresent()) {
          return Optional.of(new SeenBy(question.relay(), seen.get(), local));
        }
      }
    } catch (IOException noWay) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<SeenAddress> receive(DatagramSocket socket, byte[] nonce)
      throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[LONGEST_ANSWER], LONGEST_ANSWER);
    try {
      socket.receive(packet);
      byte[] answer = Arrays.copyOf(packet.getData(), packet.getLength());
      return Optional.of(SeenAddress.parse(answer, nonce));
    } catch (SocketTimeoutException | MalformedException silence) {
      return Optional.empty();
    }
  }

  /** The address that the kernel would send from; nothing is sent. */
  private static IpAddress local(Endpoint outside) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      InetAddress relay = inet(outside.address().orElseThrow());
      socket.connect(new InetSocketAddress(relay, outside.port()));
      return IpAddress.ofBytes(socket.getLocalAddress().getAddress());
    }
  }

  private static InetAddress inet(IpAddress address) throws IOException {
    return InetAddress.getByAddress(address.bytes());
  }
}
