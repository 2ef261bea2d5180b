package io.filigree.systemtests.sim;

import io.filigree.edge.agent.AgentInsight;
import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.Restraint;
import io.filigree.edge.plan.ActualState;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.SiteView;
import io.filigree.edge.state.VirtualDisk;
import io.filigree.edge.trust.PeerList;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a client does to its disk and its machine: it takes time, and may be broken off. */
final class Hand {

  /** Operations after which an apply may be broken off: about as many as one has. */
  private static final int MOST_OPERATIONS = 12;

  private final World world;
  private final Box box;
  private final Client client;
  private Optional<VirtualDisk.Write> writing = Optional.empty();
  private Optional<SiteView> applying = Optional.empty();

  Hand(World world, Box box, Client client) {
    this.world = world;
    this.box = box;
    this.client = client;
  }

  boolean isIdle() {
    return writing.isEmpty() && applying.isEmpty();
  }

  void save(Effect.Save save) {
    VirtualDisk.Write write = box.disk.begin(save);
    writing = Optional.of(write);
    boolean slow = world.dice.oneIn(30);
    client.later(
        slow ? 3_000 : world.dice.between(1, 60),
        () -> {
          writing = Optional.empty();
          if (box.diskFull()) {
            box.disk.tear(write, world.dice.below(write.length()));
            client.give(new Input.Saved(box.now(), Optional.of("no space left on device")));
          } else {
            box.disk.finish(write);
            world.count(Happening.SAVED);
            client.give(new Input.Saved(box.now(), Optional.empty()));
          }
        });
  }

  void note(Effect.Note note) {
    client.later(
        world.dice.between(1, 60),
        () -> {
          box.seen = note.whole();
          client.give(new Input.Noted(box.now(), Optional.empty()));
        });
  }

  void setClock(Instant to) {
    box.clockError = Duration.between(world.wall(), to);
    world.count(Happening.CLOCK_SET);
    client.later(1, () -> client.give(new Input.ClockSet(box.now(), Optional.empty())));
  }

  void apply(SiteView view) {
    PeerList list = AgentInsight.durable(client.state).orElseThrow();
    applying = Optional.of(view);
    world.promises.applies(box, list, view);
    client.later(
        world.dice.between(1, 40),
        () -> {
          applying = Optional.empty();
          box.meetPeers();
          ActualState found = box.machine.observe();
          DesiredState desired = DesiredState.of(Restraint.apply(view, found));
          ApplyReport report = box.machine.apply(desired, found);
          if (!report.changed().isEmpty()) {
            world.count(Happening.APPLIED);
            world.promises.applied(box, list, view, report);
          }
          client.give(new Input.Applied(box.now(), found, report));
        });
  }

  void withdraw() {
    world.promises.withdraws(box, AgentInsight.durable(client.state).orElseThrow());
    client.later(
        world.dice.between(1, 40),
        () -> {
          ApplyReport report = box.machine.removeAll();
          world.count(Happening.WITHDRAWN);
          client.give(new Input.Withdrawn(box.now(), report));
        });
  }

  /** Ends what was begun as it should end. */
  void finish() {
    writing.ifPresent(box.disk::finish);
    writing = Optional.empty();
    applying.ifPresent(view -> applyFirst(Integer.MAX_VALUE, view));
    applying = Optional.empty();
  }

  /** Leaves what was begun as chance has it. */
  void breakOff() {
    writing.ifPresent(this::lose);
    writing = Optional.empty();
    if (applying.isPresent()) {
      applyFirst(world.dice.below(MOST_OPERATIONS), applying.get());
      world.count(Happening.APPLY_CUT_SHORT);
    }
    applying = Optional.empty();
  }

  private void applyFirst(int operations, SiteView view) {
    box.machine.clock(box.wall());
    box.machine.applyFirst(operations, DesiredState.of(view), box.machine.observe());
  }

  /** All of it may have come through, a part, or nothing. */
  private void lose(VirtualDisk.Write write) {
    int luck = world.dice.below(3);
    if (luck == 0) {
      box.disk.finish(write);
    } else if (luck == 1 && !write.isAnew()) {
      box.disk.tear(write, world.dice.below(write.length()));
      world.count(Happening.WRITE_TORN);
    } else {
      world.count(Happening.WRITE_LOST);
    }
  }
}
