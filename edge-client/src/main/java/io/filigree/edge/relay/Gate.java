package io.filigree.edge.relay;

import io.filigree.protocol.noise.CookieJar;
import io.filigree.protocol.noise.LocalKey;

/**
 * Before an attach is read, which costs a key agreement: when too many come, strangers must first
 * show that they get our answers, and each of them gets a share. WireGuard does the same.
 */
final class Gate {

  /** 0.2 s of a core; a thousand sites may come at once. */
  private static final int ATTACHES_PER_SECOND = 1000;

  private static final int ATTACHES_AT_ONCE = 2000;

  /** A cookie costs a hundredth of an attach. */
  private static final int COOKIES_PER_SECOND = 5000;

  private static final long COOKIE_LIFE = Seconds.of(120);
  private static final int SECRET = 32;
  private static final int NONCE = 24;

  /** What is to be done with an attach. */
  enum Verdict {
    READ,
    ASK_FOR_COOKIE,
    DROP_LOAD,
    DROP_SOURCE_RATE
  }

  private final Chance chance;
  private final CookieJar jar;
  private final SourceLimits sources;
  private final TokenBucket attaches;
  private final TokenBucket proven;
  private final TokenBucket cookies;
  private boolean loaded;
  private long secretAt;

  Gate(LocalKey local, Chance chance, long now) {
    this.chance = chance;
    this.jar = new CookieJar(local, chance.bytes(SECRET));
    this.sources = new SourceLimits(Wire.intOf(chance.bytes(Integer.BYTES)));
    this.attaches = new TokenBucket(ATTACHES_PER_SECOND, ATTACHES_AT_ONCE, now);
    this.proven = new TokenBucket(ATTACHES_PER_SECOND, ATTACHES_PER_SECOND, now);
    this.cookies = new TokenBucket(COOKIES_PER_SECOND, COOKIES_PER_SECOND, now);
    this.secretAt = now;
  }

  boolean isUnderLoad() {
    return loaded;
  }

  /**
   * @param known whether a site is known to be where it comes from: its re-keying goes on while
   *     strangers flood us
   */
  Verdict judge(Address from, byte[] message, boolean known, long now) {
    boolean room = attaches.take(now);
    loaded = !room || (loaded && !attaches.isHalfFull(now));
    if (!loaded) {
      return Verdict.READ;
    }
    if (known || jar.proves(message, from.bytes())) {
      return judgeProven(from, known, now);
    }
    return cookies.take(now) ? Verdict.ASK_FOR_COOKIE : Verdict.DROP_LOAD;
  }

  private Verdict judgeProven(Address from, boolean known, long now) {
    if (!sources.take(from.ip(), now)) {
      return Verdict.DROP_SOURCE_RATE;
    }
    return known || proven.take(now) ? Verdict.READ : Verdict.DROP_LOAD;
  }

  byte[] cookie(Address from, byte[] message) {
    return jar.reply(message, from.bytes(), chance.bytes(NONCE));
  }

  void tick(long now) {
    loaded = loaded && !attaches.isHalfFull(now);
    if (now - secretAt > COOKIE_LIFE) {
      jar.change(chance.bytes(SECRET));
      secretAt = now;
    }
  }
}
