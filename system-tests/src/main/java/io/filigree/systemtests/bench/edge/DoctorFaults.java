package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.hollow.HollowSite;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Together;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Thirty faults are planted on real sites, one after another, and {@code filigree doctor} is asked
 * each time; before, it is asked while nothing is wrong.
 */
final class DoctorFaults implements Act {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** WireGuard gives a session's keys up after three minutes. */
  private static final Duration SESSION = Duration.ofSeconds(181);

  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public void measure(Figures figures) {
    try (Shops shops = Shops.open()) {
      List<Store> stores =
          shops.meshed(
              List.of(
                  SitePlan.store("ill-a", 42).withIpv6(),
                  SitePlan.store("ill-b", 43).withForwardDrop(),
                  SitePlan.store("ill-c", 44)));
      int healthy = stores.stream().mapToInt(store -> falseFindings(store, figures)).sum();
      int found = found(shops, stores, figures);
      figures.count("doctor_found", found, "faults", Bar.exactly(30));
      figures.count("doctor_false", healthy, "findings", Bar.exactly(0));
    }
  }

  private static int falseFindings(Store store, Figures figures) {
    Set<String> findings = store.edge().findings("");
    findings.forEach(id -> figures.note("found on healthy " + store + ": " + id));
    return findings.size();
  }

  private static int found(Shops shops, List<Store> stores, Figures figures) {
    Patient a = new Patient(stores.get(0), stores.get(1));
    Patient b = new Patient(stores.get(1), stores.get(0));
    Store gone = stores.get(2);
    String key = WireGuard.publicKey(gone.box()).orElseThrow();
    gone.edge().kill();
    shops.lab().demolish(gone.box());
    List<Fault> ofA = new ArrayList<>(new TunnelFaults(a).all());
    ofA.addAll(new FirewallFaults(a).open());
    List<Fault> ofB = new ArrayList<>(new FirewallFaults(b).dropping());
    ofB.addAll(new NeighbourFaults(b, shops.lab().hostAddress()).all());
    int found =
        Together.all(
                List.<Callable<Integer>>of(
                    () -> plant(a, ofA, figures), () -> plant(b, ofB, figures)))
            .stream()
            .mapToInt(Integer::intValue)
            .sum();
    // Not at the other one: its interface was made anew, and knows of no session.
    return found + silentPeers(shops, b.store(), key, figures);
  }

  private static int plant(Patient patient, List<Fault> faults, Figures figures) {
    patient.store().edge().freeze();
    int found = 0;
    for (Fault fault : faults) {
      Set<String> findings = fault.examine(patient);
      found += findings.contains(fault.finding()) ? 1 : 0;
      if (!findings.contains(fault.finding())) {
        figures.note(
            "not found on " + patient.store() + ": " + fault.finding() + ", but " + findings);
      }
    }
    patient.store().edge().thaw();
    return found;
  }

  /** One that never answers, one of no known address, and one that has been silent for long. */
  private static int silentPeers(Shops shops, Store store, String gone, Figures figures) {
    String nobody = shops.lab().hostAddress().replaceAll("[0-9]+$", "99") + ":51871";
    shops.coordinator().enrol(new HollowSite("never"), "10.62.0.0/16", nobody);
    shops.coordinator().enrol(new HollowSite("nameless"), "10.63.0.0/16", "nobody.invalid:51871");
    Wait.seconds("a peer is down", PATIENCE, () -> isDown(store, "never"));
    Wait.seconds("a session is over", SESSION.plus(PATIENCE), () -> isOver(store, gone));
    Set<String> findings = store.edge().findings("");
    int found = 0;
    for (String id : List.of("peer-never-answered", "endpoint-unresolved", "handshake-stale")) {
      found += findings.contains(id) ? 1 : 0;
      if (!findings.contains(id)) {
        figures.note("not found on " + store + ": " + id + ", but " + findings);
      }
    }
    return found;
  }

  private static boolean isDown(Store store, String peer) {
    return store
        .edge()
        .status()
        .lines()
        .anyMatch(line -> line.startsWith(peer + " ") && line.contains(" down "));
  }

  private static boolean isOver(Store store, String key) {
    return WireGuard.peer(store.box(), key)
        .filter(
            peer -> Instant.ofEpochSecond(peer.handshake()).plus(SESSION).isBefore(Instant.now()))
        .isPresent();
  }
}
