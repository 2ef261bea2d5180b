package io.filigree.controlplane.enrolment;

import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.record.RangeKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a join token lets its site or relay do. A relay gets one address, whatever the rest says.
 *
 * @param kind whom it lets in
 * @param name the only name it may take; empty for any
 * @param labels what it is labelled with
 * @param pools kinds of range it may ask for from the pools
 * @param prefixLengths per kind, the shortest prefix, so the largest block, it may ask for; absent:
 *     any the pool has
 * @param ownRanges whether it may bring ranges of its own
 * @param singleUse whether the token dies with the first that joins
 */
record TokenTerms(
    TokenKind kind,
    Optional<SiteName> name,
    Labels labels,
    Set<RangeKind> pools,
    Map<RangeKind, Integer> prefixLengths,
    boolean ownRanges,
    boolean singleUse) {

  TokenTerms {
    pools = Set.copyOf(pools);
    prefixLengths = Map.copyOf(prefixLengths);
  }

  /** A relay's, of this name or of any. */
  static TokenTerms ofRelay(Optional<SiteName> name, boolean singleUse) {
    return new TokenTerms(
        TokenKind.RELAY, name, Labels.none(), Set.of(), Map.of(), false, singleUse);
  }

  /** Why these terms do not allow the wish; empty if they do. */
  Optional<String> objectionTo(Newcomer wish) {
    if (kind != wish.kind()) {
      return Optional.of("This token is for a %s, and not for a %s.".formatted(kind, wish.kind()));
    }
    if (name.isPresent() && !name.get().equals(wish.name())) {
      return Optional.of("This token is for %s %s only.".formatted(kind, name.get()));
    }
    return switch (wish) {
      case JoinWish site -> objectionTo(site);
      case RelayWish _ -> Optional.empty();
    };
  }

  private Optional<String> objectionTo(JoinWish wish) {
    if (!ownRanges && !wish.ranges().isEmpty()) {
      return Optional.of("This token does not let its site bring ranges of its own.");
    }
    return wish.plan().entrySet().stream()
        .flatMap(asked -> objectionTo(asked.getKey(), asked.getValue()).stream())
        .findFirst();
  }

  private Optional<String> objectionTo(RangeKind kind, int prefix) {
    if (!pools.contains(kind)) {
      return Optional.of("This token gives no " + kind + " ranges from the pools.");
    }
    int shortest = prefixLengths.getOrDefault(kind, 0);
    return prefix < shortest
        ? Optional.of("This token gives %s ranges of /%d at most.".formatted(kind, shortest))
        : Optional.empty();
  }
}
