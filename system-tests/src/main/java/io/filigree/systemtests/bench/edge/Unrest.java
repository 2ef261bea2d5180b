package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.hollow.CoordinatorDouble;
import io.filigree.systemtests.hollow.Holdings;
import io.filigree.systemtests.lab.Wait;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Neighbours that change five times a second from {@link #begin} until this is closed, and what
 * each of the mesh's moments asks of one site.
 */
final class Unrest implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Neighbours neighbours;
  private final CoordinatorDouble coordinator;
  private final String site;
  private final Set<Set<String>> keys = new HashSet<>();
  private volatile boolean calm;
  private final Thread thread = new Thread(this::change, "unrest");

  private Unrest(Neighbours neighbours, CoordinatorDouble coordinator, String site) {
    this.neighbours = neighbours;
    this.coordinator = coordinator;
    this.site = site;
  }

  static Unrest among(Neighbours neighbours, CoordinatorDouble coordinator, String site) {
    Unrest unrest = new Unrest(neighbours, coordinator, site);
    unrest.remember();
    return unrest;
  }

  void begin() {
    thread.setDaemon(true);
    thread.start();
  }

  private void change() {
    while (!calm) {
      synchronized (this) {
        neighbours.change();
        remember();
      }
      Wait.upTo(PAUSE, () -> calm);
    }
  }

  private synchronized void remember() {
    keys.add(Wanted.of(coordinator.truth(), site).peers().keySet());
  }

  /** Whether there was a moment at which the site was to have these peers and no others. */
  synchronized boolean asked(Set<String> peers) {
    return keys.contains(peers);
  }

  /** Whether the mesh ever stood there; what is long ago is believed. */
  synchronized boolean wasAt(String cursor, Set<String> peers) {
    return coordinator.at(cursor).map(held -> peersOf(held).equals(peers)).orElse(asked(peers));
  }

  private Set<String> peersOf(Holdings held) {
    return Wanted.of(held, site).peers().keySet();
  }

  @Override
  public void close() {
    calm = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
