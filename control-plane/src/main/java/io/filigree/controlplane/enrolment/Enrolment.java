package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.ledger.Ledger;
import io.filigree.controlplane.ledger.LockedMesh;
import io.filigree.controlplane.plan.AddressPlan;
import io.filigree.controlplane.plan.Blocks;
import io.filigree.controlplane.relay.RelayAdmission;
import io.filigree.controlplane.relay.Relays;
import io.filigree.controlplane.roster.Roster;
import io.filigree.controlplane.site.Admission;
import io.filigree.controlplane.site.NewSite;
import io.filigree.controlplane.site.Sites;
import io.filigree.protocol.record.Range;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Lets sites and relays into meshes. */
@Service
class Enrolment {

  private final EnrolmentSql sql;
  private final Sites sites;
  private final Relays relays;
  private final AddressPlan plan;
  private final Ledger ledger;
  private final Roster roster;
  private final InstantSource clock;

  Enrolment(
      EnrolmentSql sql,
      Sites sites,
      Relays relays,
      AddressPlan plan,
      Ledger ledger,
      Roster roster,
      InstantSource clock) {
    this.sql = sql;
    this.sites = sites;
    this.relays = relays;
    this.plan = plan;
    this.ledger = ledger;
    this.roster = roster;
    this.clock = clock;
  }

  /**
   * Spends the token, allocates, lists the newcomer and signs the next roster: all or nothing. What
   * was read about the token may be out of date; it saves the losers of a race the wait for the
   * lock, and the spending statement decides.
   */
  JoinOutcome join(IssuedToken token, Newcomer wish) {
    Optional<JoinOutcome> before = before(token, wish);
    if (before.isPresent()) {
      return before.get();
    }
    if (token.isSpent()) {
      return new JoinOutcome.TokenSpent();
    }
    if (token.isExpired(clock.instant())) {
      return new JoinOutcome.TokenExpired();
    }
    return token
        .terms()
        .objectionTo(wish)
        .<JoinOutcome>map(JoinOutcome.NotAllowed::new)
        .orElseGet(() -> enrol(token, wish));
  }

  private JoinOutcome enrol(IssuedToken token, Newcomer wish) {
    LockedMesh locked = ledger.lock(token.mesh());
    if (!sql.spend(token.id())) {
      // Perhaps by this very box, whose first request is still on its way back.
      return before(token, wish).orElseGet(JoinOutcome.TokenSpent::new);
    }
    return switch (wish) {
      case JoinWish site -> allocate(locked, token, site);
      case RelayWish relay -> admit(locked, token, relay);
    };
  }

  private JoinOutcome admit(LockedMesh locked, IssuedToken token, RelayWish wish) {
    return switch (relays.admit(locked, wish.relay(), Optional.of(token.id()))) {
      case RelayAdmission.Admitted(var relay) -> new JoinOutcome.RelayIn(relay);
      case RelayAdmission.Refused refused -> new JoinOutcome.RelayRefused(refused);
    };
  }

  private JoinOutcome allocate(LockedMesh locked, IssuedToken token, JoinWish wish) {
    return switch (plan.take(locked.mesh(), wish.blocks())) {
      case Blocks.NoPool(var kind) -> new JoinOutcome.NoPool(kind);
      case Blocks.Exhausted(var kind, int prefix) -> new JoinOutcome.PoolExhausted(kind, prefix);
      case Blocks.Free(var blocks) -> admit(locked, token, wish, blocks);
    };
  }

  private JoinOutcome admit(
      LockedMesh locked, IssuedToken token, JoinWish wish, List<Range> blocks) {
    for (Range block : blocks) {
      Optional<Range> clash = wish.clashWith(block.cidr());
      if (clash.isPresent()) {
        return new JoinOutcome.OwnRangeInPool(clash.get(), block);
      }
    }
    List<Range> ranges = new ArrayList<>(blocks);
    ranges.addAll(wish.own());
    NewSite site =
        new NewSite(wish.name(), token.id(), token.terms().labels(), wish.identityKey(), ranges);
    return switch (sites.admit(locked, site)) {
      case Admission.NameTaken() -> new JoinOutcome.NameTaken();
      case Admission.KeyTaken() -> new JoinOutcome.KeyTaken();
      case Admission.Overlapping(var overlaps) -> new JoinOutcome.Overlapping(overlaps);
      case Admission.Admitted(var admitted, var change) -> {
        roster.publish(locked, change);
        yield new JoinOutcome.Joined(admitted);
      }
    };
  }

  private Optional<JoinOutcome> before(IssuedToken token, Newcomer wish) {
    return switch (wish) {
      case JoinWish site ->
          sites.joined(token.mesh(), token.id(), site.identityKey()).map(JoinOutcome.Repeated::new);
      case RelayWish relay ->
          relays
              .joined(token.mesh(), token.id(), relay.identityKey())
              .map(JoinOutcome.RelayIn::new);
    };
  }
}
