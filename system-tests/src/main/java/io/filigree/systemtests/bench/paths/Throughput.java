package io.filigree.systemtests.bench.paths;

import io.filigree.protocol.noise.Transport;
import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.Lab;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.Vitals;
import io.filigree.systemtests.measure.Vitals.CpuTime;
import io.filigree.systemtests.relay.RelayProcess;
import io.filigree.systemtests.relay.RelaySite;
import io.filigree.systemtests.relay.RelayStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** How much goes through the relay: beside the direct way, and for a second of a core. */
final class Throughput implements Act {

  private static final int RUNS = 5;
  private static final int SECONDS = 4;
  private static final Duration MET = Duration.ofSeconds(20);
  private static final int PAYLOAD = 1420;

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public void measure(Figures figures) {
    compare(figures);
    saturate(figures);
  }

  private static void compare(Figures figures) {
    List<Double> direct = new ArrayList<>();
    List<Double> relayed = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    try (RelayStage stage = RelayStage.open()) {
      RelaySite a = stage.outside("store-a");
      RelaySite b = stage.outside("store-b");
      stage.attachAll();
      for (int run = 0; run < RUNS; run++) {
        a.meetDirectly(b);
        b.meetDirectly(a);
        direct.add(blast(a, b));
        a.meet(b);
        b.meet(a);
        relayed.add(blast(a, b));
        ratios.add(relayed.getLast() / direct.getLast());
      }
    }
    figures.add("relay_throughput_ratio", Figures.median(ratios), "ratio", Bar.atLeast(0.7));
    figures.add("relay_throughput", Figures.median(relayed), "Mbit/s", Bar.none());
    figures.add("direct_throughput", Figures.median(direct), "Mbit/s", Bar.none());
  }

  private static double blast(RelaySite a, RelaySite b) {
    if (a.ping(b).ask(5000).isEmpty()) {
      throw new IllegalStateException("the two do not meet");
    }
    return TcpBlast.megabits(a.box().gateway(), b.box().gateway(), b.address(), SECONDS);
  }

  /** Two hollow sites; one sends the same sealed packet as fast as it can. */
  private static void saturate(Figures figures) {
    try (Lab lab = Lab.open()) {
      RelayProcess relay = new RelayProcess(lab.build(SitePlan.store("relay", 90)));
      SiteBox box = lab.build(SitePlan.store("crowd", 42));
      try (HollowCrowd crowd = new HollowCrowd(box, relay, 2)) {
        relay.serve(crowd.guests());
        relay.start();
        crowd.start();
        HollowTunnel one = crowd.sites().getFirst();
        HollowTunnel other = crowd.sites().getLast();
        await(() -> relay.latches() == 2);
        one.call(other);
        await(() -> one.session(other.publicKey()).isPresent());
        crowd.freeze();
        flood(one, one.session(other.publicKey()).orElseThrow(), box, relay, figures);
      }
    }
  }

  private static void await(BooleanSupplier condition) {
    if (!Wait.upTo(MET, condition)) {
      throw new IllegalStateException("the hollow sites do not meet");
    }
  }

  private static void flood(
      HollowTunnel from, Transport session, SiteBox box, RelayProcess relay, Figures figures) {
    byte[] packet = session.seal(new byte[PAYLOAD]);
    sendFor(from, packet, 5); // so that the relay's code is compiled
    long passedBefore = passed(box);
    Vitals vitals = new Vitals(relay.pid());
    CpuTime before = vitals.cpu();
    sendFor(from, packet, 8);
    Pause.millis(200); // what the relay still holds
    CpuTime used = vitals.cpu().since(before);
    long passed = passed(box) - passedBefore;
    figures.add("relay_packets_per_core_second", passed / used.seconds(), "packets", Bar.none());
    figures.add("relay_time_in_kernel", used.system() / used.seconds(), "ratio", Bar.none());
  }

  private static void sendFor(HollowTunnel from, byte[] packet, int seconds) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() - end < 0) {
      for (int i = 0; i < 32; i++) {
        from.send(packet);
      }
    }
  }

  /** Datagrams that came to this box, whether somebody read them or not. */
  private static long passed(SiteBox box) {
    List<String[]> lines =
        box.command("cat", "/proc/net/snmp")
            .run()
            .lines()
            .filter(line -> line.startsWith("Udp:"))
            .map(line -> line.split(" "))
            .toList();
    List<String> names = Arrays.asList(lines.getFirst());
    return Long.parseLong(lines.getLast()[names.indexOf("InDatagrams")])
        + Long.parseLong(lines.getLast()[names.indexOf("RcvbufErrors")]);
  }
}
