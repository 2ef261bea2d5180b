package io.filigree.systemtests.hollow;

import io.filigree.protocol.feed.FactsEntry;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.feed.SiteEntry;
import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.join.TrustAnchor;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.RecoveryKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.Links;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.MeshName;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.record.Relay;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.record.SigningMode;
import io.filigree.protocol.roster.Epoch;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A coordinator without a database, for attacks: it speaks the edge API over TLS of its own, is
 * honest by default and lies when told to. It holds its mesh's roster key, so a lie can be signed
 * or not, as the attack wants it.
 */
public final class CoordinatorDouble implements AutoCloseable {

  /** As long as the real one lets an edge wait. */
  private static final int MOST_WAIT_SECONDS = 55;

  private final MeshId mesh = MeshId.next();
  private final Ed25519PrivateKey rosterKey = Ed25519PrivateKey.generate();
  private final Ed25519PrivateKey recoveryKey = Ed25519PrivateKey.generate();
  private final DoubleServer server;
  private final Map<String, SiteId> sites = new HashMap<>();
  private final Past past = new Past();
  private final Timeline timeline = new Timeline();
  private Holdings truth;
  private UnaryOperator<Holdings> lie = UnaryOperator.identity();
  private Revision revision = new Revision(1);
  private boolean lying;

  private CoordinatorDouble(String host, Path folder, Links links) {
    this.server = DoubleServer.start(host, folder, this::reply);
    MeshRecord record =
        MeshRecord.of(
            mesh,
            new MeshName("double"),
            SigningMode.COORDINATOR,
            links,
            List.of(CoordinatorUrl.parse(server.url())),
            List.of(server.pin()));
    this.truth = Holdings.of(mesh, record.write(), rosterKey);
  }

  /** Starts it at the address, with its certificate in the folder; all peer with all. */
  public static CoordinatorDouble at(String host, Path folder) {
    return at(host, folder, Links.all());
  }

  /** Starts one whose sites peer by these links. */
  public static CoordinatorDouble at(String host, Path folder, Links links) {
    return new CoordinatorDouble(host, folder, links);
  }

  /** A token for any site that wants to join. */
  public String token() {
    TrustAnchor trust =
        new TrustAnchor(
            List.of(CoordinatorUrl.parse(server.url())),
            mesh,
            new RosterKey(rosterKey.publicKey()),
            new RecoveryKey(recoveryKey.publicKey()),
            new Epoch(0),
            List.of(server.pin()));
    return JoinToken.of(trust, "double", JoinToken.newSecret()).toText();
  }

  /** Lists a hollow site with a pod range and an endpoint, as if it had joined and announced. */
  public SiteId enrol(HollowSite site, String podRange, String endpoint) {
    return enrol(List.of(new Listing(site, Labels.none(), podRange, endpoint))).getFirst();
  }

  /** Lists new hollow sites, all in one roster; the ids are in their order. */
  public synchronized List<SiteId> enrol(List<Listing> listings) {
    List<SiteEntry> records = listings.stream().map(SiteRequest::of).map(this::entry).toList();
    List<SiteId> ids = records.stream().map(SiteEntry::site).toList();
    List<FactsEntry> facts =
        IntStream.range(0, ids.size())
            .parallel() // a signature takes the JDK a millisecond
            .mapToObj(i -> facts(listings.get(i), ids.get(i)))
            .toList();
    change(truth.with(records, facts).signed(rosterKey, truth.epoch().next()));
    return ids;
  }

  private FactsEntry facts(Listing listing, SiteId id) {
    return new FactsEntry(id, listing.site().signedFacts(mesh, id, 1, listing.endpoint()));
  }

  private SiteEntry entry(SiteRequest request) {
    SiteId id = SiteId.next();
    sites.put(request.name().toString(), id);
    return new SiteEntry(id, request.record(mesh, id, sites.size()).write());
  }

  private SiteId list(SiteRequest request) {
    SiteId known = sites.get(request.name().toString());
    if (known != null) {
      return known;
    }
    SiteEntry fresh = entry(request);
    change(truth.with(fresh.site(), fresh.record()).signed(rosterKey, truth.epoch().next()));
    return fresh.site();
  }

  /** From the next epoch on these relays stand in the mesh record. */
  public void relays(List<Relay> relays) {
    enact(before -> {
      MeshRecord record = MeshRecord.parse(before.copy().meshRecord().orElseThrow());
      return before.with(
          new MeshRecord(
              record.mesh(),
              record.name(),
              record.mode(),
              record.links(),
              record.urls(),
              record.pins(),
              relays,
              record.policies(),
              record.massRemovalEpoch()));
    });
  }

  /** Takes the facts as they are, whoever signed them. */
  public synchronized void announce(SiteId site, SignedFacts facts) {
    change(truth.with(site, facts));
  }

  /** Changes what is true, and signs it as the next epoch. */
  public synchronized void enact(UnaryOperator<Holdings> change) {
    change(change.apply(truth).signed(rosterKey, truth.epoch().next()));
  }

  /** From now on all are told this instead of the truth. */
  public synchronized void lie(UnaryOperator<Holdings> instead) {
    lie = instead;
    lying = true;
    change(truth);
  }

  /** From now on the truth again. */
  public synchronized void tellTheTruth() {
    lie = UnaryOperator.identity();
    lying = false;
    change(truth);
  }

  private void change(Holdings now) {
    truth = now;
    revision = revision.next();
    if (!lying) {
      past.remember(cursor(), truth);
    }
    notifyAll();
  }

  public MeshId mesh() {
    return mesh;
  }

  /** When its edges asked and were answered. */
  public Timeline timeline() {
    return timeline;
  }

  /** What it would say if it were honest. */
  public synchronized Holdings truth() {
    return truth;
  }

  /** Where an edge stands that holds the truth: {@code <revision>.<digest>}. */
  public synchronized String currentCursor() {
    return cursor();
  }

  /** What it said in truth at this cursor; empty if that is long ago or never was. */
  public synchronized Optional<Holdings> at(String cursor) {
    return past.at(cursor);
  }

  /** The key that the edges believe in. */
  public Ed25519PrivateKey rosterKey() {
    return rosterKey;
  }

  private DoubleServer.Reply reply(DoubleServer.Request request) throws InterruptedException {
    return switch (request.path()) {
      case "/edge/v1/join" -> joined(request.json());
      case "/edge/v1/mesh" -> {
        timeline.asked();
        yield news(request.query("since"), request.query("wait"));
      }
      case "/edge/v1/inbox" -> DoubleServer.Reply.of(200, "{\"number\":0,\"observed\":[]}");
      case "/edge/v1/facts" -> announced(request.json());
      default -> DoubleServer.Reply.of(204, "");
    };
  }

  private synchronized DoubleServer.Reply joined(JsonFields body) {
    SiteRequest request = SiteRequest.parse(body);
    SiteId id = list(request);
    return DoubleServer.Reply.of(201, request.answer(id, sites.size()));
  }

  private synchronized DoubleServer.Reply announced(JsonFields body) {
    SignedFacts facts = SignedFacts.parse(body);
    announce(Facts.parse(facts.document()).site(), facts);
    return DoubleServer.Reply.of(204, "");
  }

  private synchronized DoubleServer.Reply news(Optional<String> since, Optional<String> wait)
      throws InterruptedException {
    long seconds = Math.min(MOST_WAIT_SECONDS, wait.map(Long::valueOf).orElse(0L));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    String asked = since.orElse("");
    while (asked.equals(cursor()) && System.nanoTime() - end < 0) {
      TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
    }
    if (asked.equals(cursor())) {
      return DoubleServer.Reply.of(204, "").header("Filigree-Cursor", asked);
    }
    return DoubleServer.Reply.of(200, answer(asked).toJson()).then(timeline::written);
  }

  /** Lies are told whole: what an edge holds may be part of them. */
  private MeshAnswer answer(String since) {
    Optional<Holdings> held = lying ? Optional.empty() : past.at(since);
    Holdings said = lie.apply(truth);
    return held.map(before -> said.answerSince(before, revision))
        .orElseGet(() -> said.answer(revision));
  }

  private String cursor() {
    return lie.apply(truth).cursor(revision).toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
