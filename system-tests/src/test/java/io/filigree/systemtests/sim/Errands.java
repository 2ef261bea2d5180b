package io.filigree.systemtests.sim;

import io.filigree.controlplane.report.FactsDesk.Verdict;
import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.Observed;
import io.filigree.edge.agent.PutReply;
import io.filigree.edge.agent.StatusReport;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.FactsStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The short calls: inbox, facts, status. A put may arrive late, twice, or after a later one. */
final class Errands {

  /** How long a client waits for the answer to a short call, in milliseconds. */
  private static final long PATIENCE = 10_000;

  private static final int MOST_SIGHTINGS = 4;

  private final World world;
  private final Network network;

  Errands(World world, Network network) {
    this.world = world;
    this.network = network;
  }

  /** The coordinator notices from where a site speaks. */
  void sighted(Box box) {
    SiteId site = box.site.id();
    List<IpAddress> seen = world.book.sightings.getOrDefault(site, List.of());
    if (seen.isEmpty() || !seen.getFirst().equals(box.address)) {
      List<IpAddress> now = new ArrayList<>(seen);
      now.remove(box.address);
      now.addFirst(box.address);
      world.book.sightings.put(site, now.subList(0, Math.min(now.size(), MOST_SIGHTINGS)));
      world.coordinator.inboxChanged(site, world.coordinator.inbox(site) + 1);
    }
  }

  void askInbox(Box box) {
    Consumer<Optional<Observed>> back =
        box.client.once(seen -> box.client.give(new Input.InboxAnswered(box.now(), seen)));
    world.time.after(PATIENCE, () -> back.accept(Optional.empty()));
    if (network.reaches(box, Happening.QUESTION_LOST, () -> back.accept(Optional.empty()))) {
      world.time.after(
          network.delay(),
          () -> {
            if (network.reached(box).isPresent() && world.book.knows(box.site.id())) {
              back.accept(Optional.of(inbox(box.site.id())));
            } else {
              back.accept(Optional.empty());
            }
          });
    }
  }

  private Observed inbox(SiteId site) {
    return Observed.at(
        world.coordinator.inbox(site), world.book.sightings.getOrDefault(site, List.of()));
  }

  void putFacts(Box box, DocumentText facts) {
    byte[] signed = new FactsStatement(facts).bytes();
    SignedFacts put = new SignedFacts(facts, KeyedDigest.sign(box.site.identity().key(), signed));
    put(
        box,
        reply -> box.client.give(new Input.FactsAnswered(box.now(), reply)),
        through -> factsArrive(box.site.id(), put, through));
  }

  private PutReply factsArrive(SiteId site, SignedFacts put, int through) {
    OptionalLong minCounter =
        world.book.listed.containsKey(site) ? OptionalLong.of(1) : OptionalLong.empty();
    return switch (world.coordinator.facts(through, site, minCounter, put)) {
      case Verdict.Taken() -> {
        world.count(Happening.FACTS_TAKEN);
        world.promises.stored(site, put);
        yield new PutReply.Taken();
      }
      case Verdict.Repeated() -> {
        world.count(Happening.FACTS_REPEATED);
        yield new PutReply.Taken();
      }
      case Verdict.Stale(long counter) -> {
        world.count(Happening.FACTS_OVERTAKEN);
        yield new PutReply.Stale(counter);
      }
      case Verdict.Unlisted() -> new PutReply.Failed("409 not listed");
    };
  }

  void putStatus(Box box, StatusReport report) {
    put(
        box,
        reply -> box.client.give(new Input.StatusAnswered(box.now(), reply)),
        _ -> statusArrives(box.site.id(), report));
  }

  private PutReply statusArrives(SiteId site, StatusReport report) {
    long held = world.book.statusCounters.getOrDefault(site, 0L);
    if (report.counter() <= held) {
      return new PutReply.Stale(held);
    }
    world.book.statusCounters.put(site, report.counter());
    world.operator.hears(report);
    return new PutReply.Taken();
  }

  /** What arrives at a process of the coordinator, and what it says to it. */
  @FunctionalInterface
  private interface Desk {
    PutReply take(int through);
  }

  private void put(Box box, Consumer<PutReply> give, Desk desk) {
    Consumer<PutReply> back = box.client.once(give);
    world.time.after(PATIENCE, () -> back.accept(new PutReply.Failed("timed out")));
    if (network.reaches(
        box, Happening.PUT_LOST, () -> back.accept(new PutReply.Failed("no route to host")))) {
      int copies = network.happens(15, Happening.PUT_REPEATED) ? 2 : 1;
      for (int i = 0; i < copies; i++) {
        boolean late = network.happens(15, Happening.PUT_LATE);
        long delay = late ? world.dice.between(5_000, 40_000) : network.delay();
        world.time.after(delay, () -> arrives(box, back, desk));
      }
    }
  }

  private void arrives(Box box, Consumer<PutReply> back, Desk desk) {
    Optional<Integer> replica = network.reached(box);
    if (replica.isEmpty() || world.databaseAway) {
      back.accept(new PutReply.Failed("503"));
    } else if (!world.book.knows(box.site.id())) {
      back.accept(new PutReply.Failed("401 unknown key"));
    } else {
      PutReply reply = desk.take(replica.get());
      Runnable broken = () -> back.accept(new PutReply.Failed("connection reset"));
      if (network.reaches(box, Happening.ANSWER_LOST, broken)) {
        world.time.after(network.delay(), () -> back.accept(reply));
      }
    }
  }
}
