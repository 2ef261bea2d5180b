package io.filigree.edge.relay;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.noise.RemoteKey;
import io.filigree.protocol.noise.Tai64n;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One WireGuard key of a member, with all the relay knows of whoever holds it. */
final class Site {

  /** A site that nudges a thousand peers at its start is right to. */
  private static final int BURST = 2000;

  private static final int INITIATIONS_PER_SECOND = 200;

  /** A search costs a hash per member, so it is what a hostile site would ask for. */
  private static final int SEARCHES_PER_SECOND = 50;

  private final WireGuardPublicKey key;
  private final RemoteKey remote;
  private final int tag;
  private Member member;

  /** Where it is, once proven. */
  @Nullable Address at;

  /** When something that only it can have made came last. */
  long heard;

  /** Of its newest attach; an older one is a replay. */
  @Nullable Tai64n lastStamp;

  /** How many entries of the index table it owns. */
  int indices;

  /** Removed from the members: whoever still refers to it must let go. */
  boolean gone;

  final Recent recent = new Recent();
  final TokenBucket initiations;
  final TokenBucket searches;

  /** Asked because a packet had an index of it. */
  final ChallengeHistory hints = new ChallengeHistory(true);

  /** Asked because it is behind the same IP; must not keep a hint from being followed. */
  final ChallengeHistory guesses = new ChallengeHistory(false);

  /** Its sessions with the relay, the oldest first. */
  final Deque<OwnSession> sessions = new ArrayDeque<>(4);

  Site(Member member, WireGuardPublicKey key, RemoteKey remote, int tag, long now) {
    this.member = member;
    this.key = key;
    this.remote = remote;
    this.tag = tag;
    this.initiations = new TokenBucket(INITIATIONS_PER_SECOND, BURST, now);
    this.searches = new TokenBucket(SEARCHES_PER_SECOND, BURST, now);
  }

  WireGuardPublicKey key() {
    return key;
  }

  RemoteKey remote() {
    return remote;
  }

  /** What marks the indices of its sessions with the relay; see {@link OwnSessions}. */
  int tag() {
    return tag;
  }

  Member member() {
    return member;
  }

  void rename(Member newMember) {
    member = newMember;
  }

  @Override
  public String toString() {
    return member.name().text();
  }
}
