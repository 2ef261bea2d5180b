package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Topology;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.Ping;
import io.filigree.systemtests.relay.RelayedMesh;
import io.filigree.systemtests.relay.RelayedMesh.Way;
import io.filigree.systemtests.system.Archives;
import io.filigree.systemtests.system.Coordinator;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Every topology with every topology once: how long does the first packet wait for its answer, and
 * does the traffic find the right way? All sites are in one mesh with one relay and idle before.
 */
final class Topologies implements Act {

  private static final List<Topology> ALL = List.of(Topology.values());
  private static final int PATIENCE = 5_000;
  private static final int FIRST_NUMBER = 20;
  private static final int SERVICES = 100;

  /** The promise is 15 s of traffic; a way that is only being tried then is given the rest. */
  private static final long TRAFFIC = 12;

  private static final Duration REST = Duration.ofSeconds(3);

  private final List<Double> overs = new ArrayList<>();
  private int right;
  private int lost;

  /** Two sites that have not talked yet, and the ways that are right between them. */
  private record Meeting(Pair pair, Set<Way> due) {}

  @Override
  public String name() {
    return "topologies";
  }

  @Override
  public void measure(Figures figures) {
    Path data = Archives.root().resolve("data").resolve("bench-paths");
    Folder.delete(data);
    try (Stage stage = Stage.open(data, Coordinator.Ports.free())) {
      RelayedMesh mesh = RelayedMesh.on(stage, "topologies");
      List<List<Store>> sites =
          IntStream.range(0, ALL.size()).mapToObj(i -> two(stage, i)).toList();
      mesh.join(sites.stream().flatMap(List::stream).toList());
      warmUp(sites.getFirst().getFirst());
      for (List<Meeting> round : rounds(sites)) {
        play(stage, mesh, round, figures);
      }
    } finally {
      Folder.delete(data);
    }
    tell(figures);
  }

  /** Two sites of a topology, on one ground. */
  private static List<Store> two(Stage stage, int number) {
    Topology topology = ALL.get(number);
    return stage.buildIn(
        topology,
        List.of(
            plan(topology + "-a", FIRST_NUMBER + 2 * number),
            plan(topology + "-b", FIRST_NUMBER + 2 * number + 1)));
  }

  private static SitePlan plan(String name, int number) {
    return SitePlan.store(name, number).withServices("10." + (SERVICES + number));
  }

  /** The first question of this process takes longer than any other. */
  private static void warmUp(Store store) {
    new Ping(store.box().gateway(), "0.0.0.0", store.box().podAddress()).ask();
  }

  /** In a round every site has one partner at most; together they are every pair once. */
  private static List<List<Meeting>> rounds(List<List<Store>> sites) {
    return IntStream.range(0, ALL.size())
        .mapToObj(apart ->
            IntStream.range(0, ALL.size() - apart)
                .mapToObj(i -> meeting(sites, i, i + apart))
                .toList())
        .toList();
  }

  private static Meeting meeting(List<List<Store>> sites, int one, int other) {
    return new Meeting(
        new Pair(sites.get(one).getFirst(), sites.get(other).getLast()),
        RightPath.between(ALL.get(one), ALL.get(other)));
  }

  private void play(Stage stage, RelayedMesh mesh, List<Meeting> round, Figures figures) {
    round.forEach(meeting -> overs.add(firstAnswerOver(meeting.pair(), figures)));
    for (Meeting meeting : round) {
      Ping way = meeting.pair().pods();
      stage.probes().add(meeting.pair().toString(), way.from(), way.source(), way.target());
    }
    stage.probes().start();
    Pause.seconds(TRAFFIC);
    Wait.upTo(REST, () -> round.stream().allMatch(meeting -> isRight(mesh, meeting)));
    round.forEach(meeting -> judge(mesh, meeting, figures));
    lost += stage.probes().stop().lost();
  }

  /** What the first packet took over two round trips of the way it went, in milliseconds. */
  private static double firstAnswerOver(Pair pair, Figures figures) {
    double first = ask(pair);
    double roundTrip = DoubleStream.generate(() -> ask(pair)).limit(3).min().orElseThrow();
    double over = Math.max(0, first - 2 * roundTrip);
    if (over > 50) {
      figures.note(
          "%s: first answer after %.1f ms, then %.1f ms".formatted(pair, first, roundTrip));
    }
    return over;
  }

  private static double ask(Pair pair) {
    return pair.pods().ask(PATIENCE).map(Ping.Answer::millis).orElse((double) PATIENCE);
  }

  private static boolean isRight(RelayedMesh mesh, Meeting meeting) {
    return meeting.due().stream().anyMatch(way -> mesh.takes(meeting.pair(), way));
  }

  private void judge(RelayedMesh mesh, Meeting meeting, Figures figures) {
    if (isRight(mesh, meeting)) {
      right++;
    } else {
      figures.note(
          "%s should be %s: %s"
              .formatted(meeting.pair(), meeting.due(), RelayedMesh.told(meeting.pair())));
    }
  }

  private void tell(Figures figures) {
    figures.add("first_answer_over", Figures.worst(overs), "ms", Bar.atMost(50));
    figures.add("first_answer_over_median", Figures.median(overs), "ms", Bar.none());
    figures.count("topology_pairs", overs.size(), "pairs", Bar.none());
    figures.count("topology_paths_right", right, "pairs", Bar.exactly(overs.size()));
    figures.count("topology_lost", lost, "packets", Bar.none());
  }
}
