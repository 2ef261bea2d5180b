package io.filigree.edge.trust;

import io.filigree.edge.trust.Refusal.Reason;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.Relay;
import io.filigree.protocol.record.SiteRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds sites that claim the same key or overlapping ranges. Whoever held it before keeps it; of
 * two newcomers neither gets it; what is ours nobody gets.
 */
final class Clashes {

  private static final Comparator<Claim> BY_RANGE =
      Comparator.comparing((Claim claim) -> claim.cidr().address())
          .thenComparingInt(claim -> claim.cidr().prefix());

  private final LastGood before;
  private final TrustRoot root;
  private final Set<Object> reservedKeys = new HashSet<>();
  private final List<Cidr> ownRanges = new ArrayList<>();
  private final SortedMap<SiteId, Refusal> losers = new TreeMap<>();

  Clashes(TrustRoot root, MeshRecord mesh, Optional<SiteRecord> own, LastGood before) {
    this.root = root;
    this.before = before;
    reservedKeys.add(root.wireGuardKey());
    reservedKeys.add(root.identity());
    for (Relay relay : mesh.relays()) {
      reservedKeys.add(relay.wireGuardKey());
      reservedKeys.add(relay.identityKey());
    }
    for (Range range : own.map(SiteRecord::ranges).orElse(List.of())) {
      ownRanges.add(range.cidr());
    }
  }

  /** The sites that may not have what they want, and why. */
  SortedMap<SiteId, Refusal> find(Map<SiteId, Peer> wanted) {
    losers.clear();
    findKeys(wanted);
    findRanges(wanted);
    return new TreeMap<>(losers);
  }

  /** Whether one of these newcomers claims what is reserved, or what another site claims. */
  boolean involve(Collection<Peer> newcomers, Collection<Peer> all) {
    for (Peer newcomer : newcomers) {
      List<Object> keys = keys(newcomer);
      List<Cidr> ranges = newcomer.routed();
      if (!Collections.disjoint(reservedKeys, keys) || overlap(ranges, ownRanges)) {
        return true;
      }
      for (Peer other : all) {
        boolean itself = other.record().site().equals(newcomer.record().site());
        if (!itself && (share(keys, keys(other)) || overlap(ranges, other.routed()))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean share(List<Object> keys, List<Object> others) {
    for (Object key : others) {
      if (keys.contains(key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean overlap(List<Cidr> ranges, List<Cidr> others) {
    for (Cidr range : ranges) {
      for (Cidr other : others) {
        if (range.overlaps(other)) {
          return true;
        }
      }
    }
    return false;
  }

  private void findKeys(Map<SiteId, Peer> wanted) {
    Map<Object, SiteId> holders = new HashMap<>();
    for (Map.Entry<SiteId, Peer> entry : wanted.entrySet()) {
      for (Object key : keys(entry.getValue())) {
        SiteId site = entry.getKey();
        if (reservedKeys.contains(key)) {
          lose(wanted, site, key.equals(root.wireGuardKey()) ? Reason.KEY_OURS : taken(key), "");
          continue;
        }
        SiteId other = holders.putIfAbsent(key, site);
        if (other != null && !other.equals(site)) {
          decide(wanted, site, heldKey(site, key), other, heldKey(other, key), taken(key));
        }
      }
    }
  }

  private static Reason taken(Object key) {
    return key instanceof WireGuardPublicKey ? Reason.KEY_TAKEN : Reason.IDENTITY_TAKEN;
  }

  private static List<Object> keys(Peer peer) {
    List<Object> keys = new ArrayList<>(peer.claimedKeys());
    Optional<IdentityKey> identity = peer.record().identityKey();
    identity.ifPresent(keys::add);
    return keys;
  }

  private boolean heldKey(SiteId site, Object key) {
    return before.of(site).filter(peer -> keys(peer).contains(key)).isPresent();
  }

  /** Ranges are nested or disjoint, so in this order a stack holds all that can overlap. */
  private void findRanges(Map<SiteId, Peer> wanted) {
    List<Claim> claims = claims(wanted);
    Deque<Claim> enclosing = new ArrayDeque<>();
    for (Claim claim : claims) {
      while (!enclosing.isEmpty() && !enclosing.peek().cidr().overlaps(claim.cidr())) {
        enclosing.pop();
      }
      for (Claim wider : enclosing) {
        if (!wider.site().equals(claim.site())) {
          boolean held = heldRange(claim);
          decide(wanted, claim.site(), held, wider.site(), heldRange(wider), Reason.RANGE_OVERLAPS);
        }
      }
      enclosing.push(claim);
    }
  }

  private List<Claim> claims(Map<SiteId, Peer> wanted) {
    List<Claim> claims = new ArrayList<>();
    for (Map.Entry<SiteId, Peer> entry : wanted.entrySet()) {
      for (Cidr cidr : entry.getValue().routed()) {
        loseIfOurs(wanted, entry.getKey(), cidr);
        claims.add(new Claim(entry.getKey(), cidr));
      }
    }
    claims.sort(BY_RANGE);
    return claims;
  }

  private void loseIfOurs(Map<SiteId, Peer> wanted, SiteId site, Cidr cidr) {
    for (Cidr own : ownRanges) {
      if (own.overlaps(cidr)) {
        lose(wanted, site, Reason.RANGE_OURS, cidr + " and " + own);
      }
    }
  }

  private boolean heldRange(Claim claim) {
    return before.of(claim.site()).filter(p -> p.routed().contains(claim.cidr())).isPresent();
  }

  private void decide(
      Map<SiteId, Peer> wanted,
      SiteId one,
      boolean oneHeld,
      SiteId other,
      boolean otherHeld,
      Reason reason) {
    if (!oneHeld || otherHeld) {
      lose(wanted, one, reason, "with " + name(wanted, other));
    }
    if (!otherHeld || oneHeld) {
      lose(wanted, other, reason, "with " + name(wanted, one));
    }
  }

  private void lose(Map<SiteId, Peer> wanted, SiteId site, Reason reason, String detail) {
    losers.putIfAbsent(site, Refusal.of(site, name(wanted, site), reason, detail));
  }

  private static String name(Map<SiteId, Peer> wanted, SiteId site) {
    Peer peer = wanted.get(site);
    return peer == null ? site.toString() : peer.name();
  }

  private record Claim(SiteId site, Cidr cidr) {}
}
