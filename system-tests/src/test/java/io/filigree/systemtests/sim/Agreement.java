package io.filigree.systemtests.sim;

import io.filigree.edge.agent.AgentInsight;
import io.filigree.edge.agent.StatusPage;
import io.filigree.edge.plan.ActualDevice;
import io.filigree.edge.plan.ActualState;
import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.Refusal;
import io.filigree.protocol.feed.FactsEntry;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.Links;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.record.SiteRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What must hold once nothing more goes wrong: every site holds the coordinator's documents, byte
 * for byte, and its machine is what they say. What they say is worked out here anew, from the
 * registry.
 */
final class Agreement {

  private final World world;
  private final MeshAnswer truth;
  private final MeshCopy whole;
  private final Links links;
  private final Map<SiteId, Facts> facts = new HashMap<>();
  private final Map<SiteId, SiteRecord> records = new TreeMap<>();

  Agreement(World world) {
    this.world = world;
    this.truth = world.coordinator.everything();
    this.whole = MeshCopy.empty().apply(truth);
    this.links = world.book.links();
    world.book.listed.forEach((site, listing) -> records.put(site, listing.record()));
    for (FactsEntry entry : truth.facts()) {
      facts.put(entry.site(), Facts.parse(entry.facts().document()));
    }
  }

  /** The first thing that is not as it should be. */
  static Optional<String> missing(World world) {
    for (Box box : world.allBoxes()) {
      if (world.book.listed.containsKey(box.site.id()) && !stands(box, world)) {
        return Optional.of(box + " stands at " + cursor(box) + ", " + world.coordinator.cursor());
      }
    }
    Agreement agreement = new Agreement(world);
    return world.allBoxes().stream()
        .flatMap(box -> agreement.missing(box).map(what -> box + " " + what).stream())
        .findFirst();
  }

  private static boolean stands(Box box, World world) {
    return cursor(box).equals(Optional.of(world.coordinator.cursor().toString()));
  }

  private static Optional<String> cursor(Box box) {
    return AgentInsight.durable(box.client.state).map(list -> list.holdings().cursor().toString());
  }

  private Optional<String> missing(Box box) {
    Optional<PeerList> list = AgentInsight.durable(box.client.state);
    if (world.book.gone.contains(box.site.id())) {
      return box.machine.observe().link().isPresent()
          ? Optional.of("was removed and is still there")
          : Optional.empty();
    }
    if (!world.book.listed.containsKey(box.site.id())) {
      return Optional.empty(); // the restored database has never heard of it: it keeps what it has
    }
    if (list.isEmpty() || !holdsTheTruth(box, list.get())) {
      return Optional.of("holds other documents");
    }
    return missing(box, box.machine.observe()).or(() -> unsaid(box)).or(() -> refused(box));
  }

  private boolean holdsTheTruth(Box box, PeerList list) {
    MeshCopy held = list.holdings().copy();
    return held.meshRecord().equals(whole.meshRecord())
        && held.records().equals(whole.records())
        && held.facts().keySet().equals(whole.facts().keySet())
        && held.facts().keySet().stream().allMatch(site -> holdsFacts(box, held, site))
        && list.holdings().epoch().equals(truth.epoch());
  }

  /**
   * The signature over its own facts is nothing to it, nor is one of somebody it has no link to: if
   * that was spoilt on the way, it will see so when it needs it.
   */
  private boolean holdsFacts(Box box, MeshCopy held, SiteId site) {
    SiteId own = box.site.id();
    boolean judged = !site.equals(own) && links.joins(record(site), record(own));
    return judged
        ? held.facts(site).equals(whole.facts(site))
        : document(held, site).equals(document(whole, site));
  }

  private static Optional<DocumentText> document(MeshCopy copy, SiteId site) {
    return copy.facts(site).map(SignedFacts::document);
  }

  private SiteRecord record(SiteId site) {
    return Objects.requireNonNull(records.get(site));
  }

  private Optional<String> missing(Box box, ActualState machine) {
    Map<WireGuardPublicKey, Set<Cidr>> wanted = peers(box);
    Map<WireGuardPublicKey, Set<Cidr>> found = new HashMap<>();
    machine
        .device()
        .map(ActualDevice::peers)
        .ifPresent(peers -> peers.forEach((key, peer) -> found.put(key, peer.allowedIps())));
    if (!found.equals(wanted)) {
      return Optional.of(different(wanted, found));
    }
    Set<Cidr> routes = new HashSet<>();
    wanted.values().forEach(routes::addAll);
    return machine.routes().keySet().equals(routes)
        ? Optional.empty()
        : Optional.of("has the routes " + machine.routes().keySet() + " and not " + routes);
  }

  private String different(
      Map<WireGuardPublicKey, Set<Cidr>> wanted, Map<WireGuardPublicKey, Set<Cidr>> found) {
    Set<WireGuardPublicKey> keys = new HashSet<>(wanted.keySet());
    keys.addAll(found.keySet());
    keys.removeIf(key -> Objects.equals(wanted.get(key), found.get(key)));
    WireGuardPublicKey key = keys.iterator().next();
    return "has %s at %s, and not %s".formatted(found.get(key), key, wanted.get(key));
  }

  private Map<WireGuardPublicKey, Set<Cidr>> peers(Box box) {
    SiteRecord own = record(box.site.id());
    Map<WireGuardPublicKey, Set<Cidr>> peers = new HashMap<>();
    for (SiteRecord record : records.values()) {
      if (!record.site().equals(own.site()) && links.joins(own, record)) {
        key(record).ifPresent(key -> peers.put(key, routed(record)));
      }
    }
    return peers;
  }

  private Optional<WireGuardPublicKey> key(SiteRecord record) {
    return record
        .staticPeer()
        .map(peer -> peer.wireGuardKey())
        .or(() -> Optional.ofNullable(facts.get(record.site())).map(Facts::wireGuardKey));
  }

  private static Set<Cidr> routed(SiteRecord record) {
    Set<Cidr> routed = new HashSet<>();
    for (Range range : record.ranges()) {
      if (range.routed() || range.kind() == RangeKind.TUNNEL) {
        routed.add(range.cidr());
      }
    }
    return routed;
  }

  /** What it would say of itself stands at the coordinator. */
  private Optional<String> unsaid(Box box) {
    Facts said = facts.get(box.site.id());
    if (said == null) {
      return Optional.of("has said nothing of itself");
    }
    boolean named = !box.site.declared().isEmpty();
    boolean there =
        said.candidates().stream()
            .anyMatch(candidate -> candidate.endpoint().host().equals(box.address.toString()));
    return named || there
        ? Optional.empty()
        : Optional.of("is at " + box.address + " and says " + said.candidates());
  }

  private Optional<String> refused(Box box) {
    return AgentInsight.page(box.client.state).stream()
        .flatMap(page -> page.refusals().stream())
        .filter(line -> !isForgotten(line))
        .findFirst()
        .map(line -> "refuses " + line);
  }

  /**
   * Facts of a client that was started anew and no longer knows what it said, and a database that
   * was restored and does not know either: only those who heard it do, until it says something new.
   */
  private boolean isForgotten(StatusPage.Refused line) {
    return world.wasRestored()
        && line.code().equals(Refusal.Reason.FACTS_COUNTER.code())
        && world.allBoxes().stream()
            .anyMatch(box -> box.toString().equals(line.site()) && box.client.wasRestarted());
  }
}
