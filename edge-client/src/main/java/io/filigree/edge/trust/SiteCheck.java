package io.filigree.edge.trust;

import io.filigree.edge.trust.Refusal.Reason;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.CidrProblem;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.record.SiteRecord;
import io.filigree.protocol.roster.FactsStatement;
import java.util.List;
import java.util.Optional;

/**
 * Judges one site by itself: its record and its facts, without looking at the other sites ({@link
 * Clashes} does). What is refused leaves the site in its last good state.
 */
final class SiteCheck {

  private final TrustRoot root;
  private final Ed25519Verifier verifier;
  private final HostFacts host;

  SiteCheck(TrustRoot root, Ed25519Verifier verifier, HostFacts host) {
    this.root = root;
    this.verifier = verifier;
    this.host = host;
  }

  /** The record in this text, or why not. */
  Reading read(SiteId site, DocumentText text) {
    try {
      SiteRecord record = SiteRecord.parse(text);
      boolean ours = record.site().equals(site) && record.mesh().equals(root.mesh());
      return ours
          ? new Reading.Understood(record)
          : new Reading.Refused(refusal(site, site.toString(), Reason.FOREIGN_RECORD, ""));
    } catch (MalformedException e) {
      return new Reading.Refused(
          refusal(site, site.toString(), Reason.UNREADABLE_RECORD, Refusal.complaint(e)));
    }
  }

  /** Judges a readable site that is linked to us. */
  Candidate judge(
      SiteRecord record, DocumentText text, Optional<SignedFacts> offered, Optional<Peer> before) {
    Optional<Peer> still = before.flatMap(peer -> peer.under(record));
    Optional<Refusal> badRange = badRange(record, still);
    if (badRange.isPresent()) {
      return new Candidate(Optional.of(record), still, badRange);
    }
    Optional<KnownFacts> known = still.flatMap(Peer::facts);
    if (offered.isEmpty() || record.identityKey().isEmpty()) {
      return good(record, text, known);
    }
    return judgeFacts(record, text, offered.get(), known);
  }

  private Candidate judgeFacts(
      SiteRecord record, DocumentText text, SignedFacts offered, Optional<KnownFacts> known) {
    if (known.isPresent() && known.get().signed().equals(offered)) {
      return good(record, text, known);
    }
    Facts facts;
    try {
      facts = Facts.parse(offered.document());
    } catch (MalformedException e) {
      return bad(record, text, known, Reason.MALFORMED_FACTS, Refusal.complaint(e));
    }
    Optional<Reason> reason = fault(record, facts, offered, known.map(KnownFacts::facts));
    return reason.isPresent()
        ? bad(record, text, known, reason.get(), "counter " + facts.counter())
        : good(record, text, Optional.of(new KnownFacts(facts, offered)));
  }

  private Optional<Reason> fault(
      SiteRecord record, Facts facts, SignedFacts offered, Optional<Facts> known) {
    if (!facts.site().equals(record.site()) || !facts.mesh().equals(root.mesh())) {
      return Optional.of(Reason.FOREIGN_FACTS);
    }
    if (facts.counter() < record.minCounter()) {
      return Optional.of(Reason.FACTS_BELOW_MINIMUM);
    }
    if (known.isPresent() && facts.counter() < known.get().counter()) {
      return Optional.of(Reason.FACTS_COUNTER);
    }
    IdentityKey identity = record.identityKey().orElseThrow();
    if (!FactsStatement.verify(offered, identity, verifier)) {
      return Optional.of(Reason.FACTS_SIGNATURE);
    }
    return known.isPresent() && facts.counter() == known.get().counter()
        ? Optional.of(Reason.FACTS_SAME_COUNTER)
        : Optional.empty();
  }

  /** A range that ran before goes on running: the machine may have moved to another network. */
  private Optional<Refusal> badRange(SiteRecord record, Optional<Peer> still) {
    List<Cidr> running = still.map(Peer::routed).orElse(List.of());
    for (Cidr cidr : Peer.routed(record)) {
      if (!running.contains(cidr)) {
        Optional<Refusal> refusal = badRange(record, cidr);
        if (refusal.isPresent()) {
          return refusal;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Refusal> badRange(SiteRecord record, Cidr cidr) {
    Optional<CidrProblem> problem = cidr.routability();
    if (problem.isPresent() && !host.allows(cidr)) {
      return Optional.of(
          refusal(record, Reason.RANGE_NOT_ROUTABLE, cidr + ": " + problem.get().reason()));
    }
    return host.coveredBy(cidr)
        .map(what -> refusal(record, Reason.RANGE_COVERS_HOST, cidr + " covers " + what));
  }

  private static Candidate good(SiteRecord record, DocumentText text, Optional<KnownFacts> facts) {
    return new Candidate(
        Optional.of(record), Optional.of(new Peer(record, text, facts)), Optional.empty());
  }

  private static Candidate bad(
      SiteRecord record,
      DocumentText text,
      Optional<KnownFacts> known,
      Reason reason,
      String detail) {
    return new Candidate(
        Optional.of(record),
        Optional.of(new Peer(record, text, known)),
        Optional.of(refusal(record, reason, detail)));
  }

  private static Refusal refusal(SiteRecord record, Reason reason, String detail) {
    return refusal(record.site(), record.name().toString(), reason, detail);
  }

  private static Refusal refusal(SiteId site, String name, Reason reason, String detail) {
    return Refusal.of(site, name, reason, detail);
  }

  /** What came of reading a record. */
  sealed interface Reading {
    record Understood(SiteRecord record) implements Reading {}

    record Refused(Refusal refusal) implements Reading {}
  }
}
