package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.lab.NetworkNamespace;
import io.filigree.systemtests.lab.Together;
import io.filigree.systemtests.measure.Ping;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * Somebody who tries addresses: TCP connections, where even a refusal is an answer, a datagram and
 * an ICMP echo request. Each waits under a second, and nothing is tried twice.
 */
final class Scanner {

  /** Where SSH, a web server, the K3s API and the kubelet listen. */
  static final List<Integer> PORTS = List.of(22, 80, 6443, 10250);

  private static final int LIMIT_MILLIS = 800;
  private static final int CLOSED_PORT = 9;

  private final NetworkNamespace from;
  private final String source;
  private int probes;

  Scanner(NetworkNamespace from, String source) {
    this.from = from;
    this.source = source;
  }

  /**
   * What is tried.
   *
   * @param icmp whether an answer to an echo request counts: a gateway's own mesh addresses give
   *     one to everybody
   */
  record Target(String what, String address, List<Integer> ports, boolean icmp) {
    Target {
      ports = List.copyOf(ports);
    }

    static Target machine(String what, String address) {
      return new Target(what, address, PORTS, true);
    }

    static Target gatewayItself(String what, String address) {
      return new Target(what, address, PORTS, false);
    }

    static Target service(String what, String address, int port) {
      return new Target(what, address, List.of(port), true);
    }

    @Override
    public String toString() {
      return what + " " + address;
    }
  }

  /** The targets that answered anything, with what they answered. */
  Set<String> answers(List<Target> targets) {
    List<Callable<Set<String>>> tries = targets.stream().map(this::tries).toList();
    Set<String> answers = new TreeSet<>();
    Together.all(tries).forEach(answers::addAll);
    return answers;
  }

  /** How many probes it has sent. */
  int probes() {
    return probes;
  }

  private Callable<Set<String>> tries(Target target) {
    List<Integer> ports = new ArrayList<>(target.ports());
    ports.add(CLOSED_PORT);
    probes += ports.size() + (target.icmp() ? 2 : 1);
    return () -> {
      Set<String> answered = new TreeSet<>();
      ports.stream()
          .filter(port -> connects(target.address(), port))
          .forEach(port -> answered.add(target + " port " + port));
      Ping ping = new Ping(from, source, target.address());
      if (ping.ask(LIMIT_MILLIS).isPresent()) {
        answered.add(target + " by datagram");
      }
      if (target.icmp() && ping.icmp().isPresent()) {
        answered.add(target + " by echo reply");
      }
      return answered;
    };
  }

  private boolean connects(String address, int port) {
    return from.inside(() -> {
      try (Socket socket = new Socket()) {
        socket.bind(new InetSocketAddress(source, 0));
        socket.connect(new InetSocketAddress(address, port), LIMIT_MILLIS);
        return true;
      } catch (ConnectException refused) {
        return String.valueOf(refused.getMessage()).contains("refused");
      } catch (IOException silence) {
        return false;
      }
    });
  }
}
