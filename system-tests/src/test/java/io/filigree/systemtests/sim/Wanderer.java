package io.filigree.systemtests.sim;

import io.filigree.controlplane.report.FactsDesk;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Candidate;
import io.filigree.protocol.record.CandidateKind;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.FactsStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A site without a box: it only says things of itself, each time with another key. */
final class Wanderer {

  private static final SimSite SITE = SimSite.number(Listing.WANDERER);
  private static final List<WireGuardPublicKey> KEYS = keys();

  private final World world;
  private long counter;

  Wanderer(World world) {
    this.world = world;
  }

  private static List<WireGuardPublicKey> keys() {
    List<WireGuardPublicKey> keys = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      byte[] seed = new byte[32];
      seed[3] = (byte) (i + 1);
      keys.add(WireGuardPrivateKey.ofBytes(seed).publicKey());
    }
    return List.copyOf(keys);
  }

  Optional<SiteId> owner(WireGuardPublicKey key) {
    return KEYS.contains(key)
        ? Optional.of(SITE.id())
        : Optional.of(SimSite.number(Listing.ROUTER))
            .filter(r -> r.key().equals(key))
            .map(SimSite::id);
  }

  /** Says again what a restored database has forgotten. */
  void insist() {
    if (stored() < counter) {
      move();
    }
  }

  /** Moves, and says so. */
  void move() {
    Optional<Integer> replica = world.someReplica();
    if (replica.isEmpty() || !world.book.listed.containsKey(SITE.id())) {
      return;
    }
    counter = Math.max(counter, stored()) + 1;
    DocumentText facts = facts().write();
    SignedFacts signed =
        new SignedFacts(
            facts, KeyedDigest.sign(SITE.identity().key(), new FactsStatement(facts).bytes()));
    if (world.coordinator.facts(replica.get(), SITE.id(), OptionalLong.of(1), signed)
        instanceof FactsDesk.Verdict.Taken) {
      world.count(Happening.KEY_CHANGED);
      world.promises.stored(SITE.id(), signed);
    }
  }

  private long stored() {
    return world
        .coordinator
        .facts(SITE.id())
        .map(signed -> Facts.parse(signed.document()).counter())
        .orElse(0L);
  }

  private Facts facts() {
    int key = (int) (counter % KEYS.size());
    Endpoint endpoint = Endpoint.parse("198.18.200." + (counter % 250) + ":" + SimSite.LISTEN_PORT);
    return Facts.of(
        SimSite.MESH,
        SITE.id(),
        counter,
        KEYS.get(key),
        SimSite.LISTEN_PORT,
        List.of(new Candidate(CandidateKind.DECLARED, endpoint)));
  }
}
