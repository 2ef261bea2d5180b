package io.filigree.systemtests.sim;

import io.filigree.edge.agent.AgentInsight;
import io.filigree.edge.agent.AgentState;
import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.StatusPage;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.Operation;
import io.filigree.edge.plan.SiteView;
import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.Refusal;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.Format;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.Epoch;
import io.filigree.protocol.roster.RosterStatement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold at every moment, whatever happens. Whoever breaks it ends the world. */
final class Promises {

  /** After a 204 or an error an edge asks no faster than this, in milliseconds. */
  private static final long PACE = 1_000;

  /** Why an honest roster may be refused: until its epoch has passed, or until it is announced. */
  private static final Set<String> FOR_NOW =
      Set.of(
          Refusal.Reason.OLDER_EPOCH.code(),
          Refusal.Reason.SAME_EPOCH_OTHER_BYTES.code(),
          Refusal.Reason.MASS_REMOVAL.code());

  private final World world;
  private final Set<RosterStatement> signed;
  private final Map<Box, Epoch> appliedEpochs = new HashMap<>();
  private final Map<Box, Asking> asking = new HashMap<>();

  /** Boxes that took up an answer that was tampered with, in a part that nothing covers. */
  private final Set<Box> misled = new HashSet<>();

  private final Map<SiteId, Long> storedCounters = new HashMap<>();

  Promises(World world, Set<RosterStatement> signed) {
    this.world = world;
    this.signed = new HashSet<>(signed);
  }

  /** Signs a roster, and knows it from now on. */
  Signature64 sign(RosterStatement statement) {
    signed.add(statement);
    return KeyedDigest.sign(SimSite.ROSTER_KEY.key(), statement.bytes());
  }

  Set<RosterStatement> signed() {
    return Set.copyOf(signed);
  }

  /** The database is another one from now on; its facts may be older. */
  void anotherHistory() {
    storedCounters.clear();
  }

  /** The coordinator took these facts: never older ones than it had. */
  void stored(SiteId site, SignedFacts facts) {
    long counter = Facts.parse(facts.document()).counter();
    Long before = storedCounters.put(site, counter);
    world.check(
        before == null || counter > before,
        () -> "the coordinator took facts " + counter + " of " + site + " after " + before);
  }

  void starts(Box box) {
    asking.remove(box);
  }

  /** A client believes what the roster key signed, and nothing else. */
  void learned(Box box, PeerList list) {
    RosterStatement statement =
        list.holdings()
            .copy()
            .statement(SimSite.MESH, Format.FORMAT, list.holdings().epoch())
            .orElseThrow();
    world.check(signed.contains(statement), () -> box + " believes what nobody signed");
  }

  /** A client asks again at once only if the answer brought it further. */
  void asks(Box box) {
    Asking now = new Asking(world.time.millis(), cursor(box.client.state));
    Asking before = asking.put(box, now);
    world.check(
        before == null || !before.cursor().equals(now.cursor()) || now.at() - before.at() >= PACE,
        () -> box + " asks again after " + (now.at() - before.at()) + " ms");
  }

  /** An answer was dealt with. What the coordinator itself said must add up. */
  void answered(Box box, AgentState before, FeedReply reply, boolean honest) {
    AgentState after = box.client.state;
    boolean further = !cursor(before).equals(cursor(after));
    boolean lost = resyncs(after) > resyncs(before);
    if (lost) {
      world.count(Happening.ASKED_FOR_EVERYTHING);
    }
    if (reply instanceof FeedReply.News && !further) {
      world.count(Happening.ROSTER_REFUSED);
    }
    world.check(
        !honest || !lost || further || misled.contains(box),
        () -> box + " was told something that does not add up");
    world.check(
        !honest || further || !refusesForGood(after) || refusesForGood(before),
        () ->
            box
                + " refuses what the coordinator said: "
                + AgentInsight.page(after).orElseThrow().refusals());
    boolean anew = reply instanceof FeedReply.News news && news.answer().full();
    if (further && !honest) {
      misled.add(box);
    } else if (further && anew) {
      misled.remove(box);
    }
  }

  private static boolean refusesForGood(AgentState state) {
    return AgentInsight.page(state).stream()
        .flatMap(page -> page.refusals().stream())
        .filter(line -> line.site().equals("roster"))
        .anyMatch(line -> !FOR_NOW.contains(line.code()));
  }

  private static Optional<Cursor> cursor(AgentState state) {
    return AgentInsight.newest(state).map(list -> list.holdings().cursor());
  }

  private static long resyncs(AgentState state) {
    return AgentInsight.page(state).map(StatusPage::resyncs).orElse(0L);
  }

  /** A client is about to apply that list: never an older roster than this box applied before. */
  void applies(Box box, PeerList list, SiteView view) {
    Epoch epoch = list.holdings().epoch();
    Epoch before = appliedEpochs.put(box, epoch);
    world.check(
        before == null || epoch.compareTo(before) >= 0,
        () -> box + " applies epoch " + epoch + " after " + before);
    Optional<String> overlap = Overlaps.in(view);
    world.check(overlap.isEmpty(), () -> box + " routes a range twice: " + overlap.get());
  }

  /** It did: no peer went that the signed documents do not take away. */
  void applied(Box box, PeerList list, SiteView view, ApplyReport report) {
    for (Operation operation : report.changed()) {
      if (operation instanceof Operation.RemovePeer(var key)) {
        world.count(Happening.PEER_REMOVED);
        Removal removal = new Removal(list, view, key);
        world.check(
            removal.isJustified(world.owner(key)),
            () -> box + " removes a peer for no reason: " + key);
      }
    }
    Optional<String> overlap = Overlaps.on(box.machine.observe());
    world.check(overlap.isEmpty(), () -> box + " routes a range twice: " + overlap.get());
  }

  /** A client takes everything away: a signed roster must omit its site. */
  void withdraws(Box box, PeerList list) {
    Epoch epoch = list.holdings().epoch();
    Epoch before = appliedEpochs.put(box, epoch);
    world.check(
        list.holdings().copy().record(box.site.id()).isEmpty()
            && (before == null || epoch.compareTo(before) >= 0),
        () -> box + " withdraws at epoch " + epoch + " after " + before);
  }

  private record Asking(long at, Optional<Cursor> cursor) {}
}
