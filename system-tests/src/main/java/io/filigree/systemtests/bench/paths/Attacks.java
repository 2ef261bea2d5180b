package io.filigree.systemtests.bench.paths;

import io.filigree.protocol.noise.MacKey;
import io.filigree.protocol.noise.Message;
import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.relay.Capture;
import io.filigree.systemtests.relay.Pcap;
import io.filigree.systemtests.relay.Pcap.Seen;
import io.filigree.systemtests.relay.RelayProcess;
import io.filigree.systemtests.relay.RelaySite;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Somebody who has seen all that passed, or is a member himself, sends whatever he can think of
 * while a pair talks; at last 20,000 handshakes a second from nobody.
 */
final class Attacks implements Act {

  private static final int ROUNDS = 300;
  private static final int FLOOD_PER_SECOND = 20_000;
  private static final int FLOOD_SECONDS = 5;

  private final Crafted crafted = new Crafted();

  @Override
  public String name() {
    return "attacks";
  }

  @Override
  public void measure(Figures figures) {
    try (RelayedPair pair = RelayedPair.open()) {
      RelaySite insider = pair.stage().outside("insider");
      RelayProcess relay = pair.stage().relay();
      List<Seen> seen = join(pair, insider);
      InetSocketAddress target =
          new InetSocketAddress(relay.box().publicAddress(), RelayProcess.PORT);
      try (Attacker attacker = new Attacker(pair.stage().lab().outsider(1), target);
          Capture atInsider = Capture.on(insider.box(), "eth0")) {
        Scene scene = new Scene(pair, insider, seen, attacker);
        long latches = relay.latches();
        pair.stage().startProbes(pair.a(), pair.b());
        Pause.millis(500);
        attack(scene, figures);
        Pause.millis(1000);
        ProbeReport report = pair.stage().probes().stop();
        figures.count("attack_lost", report.lost(), "packets", Bar.exactly(0));
        figures.count("attack_latches", relay.latches() - latches, "latches", Bar.exactly(0));
        long leaked = attacker.dataReceived() + scene.leakedTo(atInsider);
        figures.count("attack_leaked", leaked, "packets", Bar.exactly(0));
        figures.count("attack_answers", attacker.received(), "packets", Bar.none());
        figures.count("attack_sent_of_pair", report.sent(), "packets", Bar.none());
      }
    }
  }

  /** The insider attaches, and all that the relay's line carries while the pair meets is seen. */
  private static List<Seen> join(RelayedPair pair, RelaySite insider) {
    RelayProcess relay = pair.stage().relay();
    try (Capture capture = Capture.on(relay.box(), "eth0")) {
      pair.stage().serveAll();
      insider.attach(25);
      pair.a().detach();
      pair.a().attach(1);
      pair.stage().awaitAttached();
      pair.meet();
      Pause.seconds(3);
      pair.a().attach(25);
      return Pcap.read(capture.bytes());
    }
  }

  /** Who is who. */
  private record Scene(RelayedPair pair, RelaySite insider, List<Seen> seen, Attacker attacker) {

    InetSocketAddress addressOf(RelaySite site) {
      String ip = site.box().publicAddress();
      return seen.stream()
          .map(Seen::from)
          .filter(from -> from.getAddress().getHostAddress().equals(ip))
          .reduce((first, last) -> last)
          .orElseThrow();
    }

    /** The indices of data from that site to the relay; keepalives are the relay's own session. */
    int[] indices(RelaySite from, boolean keepalives) {
      InetSocketAddress address = addressOf(from);
      return seen.stream()
          .filter(one -> one.type() == Message.DATA && one.from().equals(address))
          .filter(one -> one.payload().length == Message.DATA_BYTES_LEAST == keepalives)
          .mapToInt(one -> one.intAt(Message.RECEIVER))
          .distinct()
          .toArray();
    }

    List<byte[]> captured(InetSocketAddress target) {
      return seen.stream()
          .filter(one -> one.to().equals(target) && one.type() != 0)
          .map(Seen::payload)
          .toList();
    }

    /** Data of the pair that came to the insider. */
    long leakedTo(Capture atInsider) {
      Set<Integer> own =
          seen.stream()
              .filter(one -> one.type() == Message.INITIATION || one.type() == Message.RESPONSE)
              .filter(one -> one.from().equals(addressOf(insider)))
              .map(one -> one.intAt(Message.SENDER))
              .collect(Collectors.toSet());
      String ip = insider.box().publicAddress();
      return Pcap.read(atInsider.bytes()).stream()
          .filter(one -> one.type() == Message.DATA)
          .filter(one -> one.to().getAddress().getHostAddress().equals(ip))
          .filter(one -> !own.contains(one.intAt(Message.RECEIVER)))
          .filter(one -> one.payload().length > Message.DATA_BYTES_LEAST)
          .count();
    }
  }

  private void attack(Scene scene, Figures figures) {
    RelayProcess relay = scene.pair().stage().relay();
    InetSocketAddress target =
        new InetSocketAddress(relay.box().publicAddress(), RelayProcess.PORT);
    List<byte[]> captured = scene.captured(target);
    int[] live = scene.indices(scene.pair().a(), false);
    int[] own = scene.indices(scene.pair().a(), true);
    if (live.length == 0 || own.length == 0) {
      throw new IllegalStateException("nothing was captured");
    }
    MacKey toB = Crafted.mac1(scene.pair().b().key());
    MacKey toRelay = Crafted.mac1(relay.publicKey());
    DatagramChannel himself = scene.attacker().himself();
    send(scene, himself, i -> captured.get(i % captured.size()));
    send(scene, himself, i -> crafted.garbage(1 + i % 4, new int[] {148, 92, 64, 96}[i % 4]));
    send(scene, himself, i -> crafted.initiation(toB));
    send(scene, himself, i -> crafted.initiation(toRelay));
    send(scene, himself, i -> crafted.data(live[i % live.length], 96));
    send(scene, himself, i -> crafted.data(own[i % own.length], 32));
    DatagramChannel asA = scene.attacker().as(scene.addressOf(scene.pair().a()));
    spoof(scene, asA, toB, live, captured);
    DatagramChannel asInsider = scene.attacker().as(scene.addressOf(scene.insider()));
    spoof(scene, asInsider, toB, live, captured);
    int flood =
        scene.attacker().flood(FLOOD_PER_SECOND, FLOOD_SECONDS, i -> crafted.initiation(toRelay));
    figures.count("attack_flood", flood / FLOOD_SECONDS, "packets/s", Bar.none());
    Pause.seconds(1);
  }

  private void spoof(
      Scene scene, DatagramChannel as, MacKey toB, int[] live, List<byte[]> captured) {
    send(scene, as, i -> crafted.initiation(toB));
    send(scene, as, i -> captured.get(i % captured.size()));
    send(scene, as, i -> crafted.data(live[i % live.length], 96));
    send(scene, as, i -> crafted.response(live[i % live.length], toB));
  }

  private static void send(Scene scene, DatagramChannel from, IntFunction<byte[]> packets) {
    scene.attacker().send(from, ROUNDS, packets);
  }
}
