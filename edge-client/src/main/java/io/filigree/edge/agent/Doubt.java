package io.filigree.edge.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether a peer is there, as far as its silence tells. Times are in milliseconds.
 *
 * @param askAt when to ask it; {@code Long.MAX_VALUE} while nothing says that it may not be there
 * @param notBefore when it may be asked next
 * @param tried the relays through which it did not answer since it was last heard
 * @param downSince since when it has not answered in any way; {@code Long.MAX_VALUE} when it does
 */
record Doubt(long askAt, long notBefore, Set<WireGuardPublicKey> tried, long downSince) {

  private static final long NEVER = Long.MAX_VALUE;
  private static final long AT_ANY_TIME = Long.MIN_VALUE;

  /** One-way traffic is silent for 10 s by design: asked twice a second it would be too much. */
  private static final long AFTER_ANSWER = 2_000;

  Doubt {
    tried = Set.copyOf(tried);
  }

  static Doubt none() {
    return new Doubt(NEVER, AT_ANY_TIME, Set.of(), NEVER);
  }

  boolean open() {
    return askAt != NEVER;
  }

  boolean down() {
    return downSince != NEVER;
  }

  /** Something came from it. */
  Doubt heard() {
    return new Doubt(NEVER, notBefore, Set.of(), NEVER);
  }

  Doubt ask(long at) {
    return new Doubt(Math.max(at, notBefore), notBefore, tried, downSince);
  }

  Doubt answered(Now now) {
    return new Doubt(NEVER, now.millis() + AFTER_ANSWER, Set.of(), NEVER);
  }

  boolean answeredSince(long millis) {
    return notBefore != AT_ANY_TIME && notBefore - AFTER_ANSWER > millis;
  }

  Doubt through(WireGuardPublicKey relay, long at) {
    Set<WireGuardPublicKey> all = new HashSet<>(tried);
    all.add(relay);
    return new Doubt(at, AT_ANY_TIME, all, downSince);
  }

  Doubt down(Now now, long at) {
    return new Doubt(at, AT_ANY_TIME, Set.of(), Math.min(downSince, now.millis()));
  }
}
