package io.filigree.edge.relay;

import java.util.Arrays;
import java.util.function.BiPredicate;

/**
 * Which site a receiver index belongs to, learned from the handshakes that pass: "peer sends
 * packets with this index to owner". Indices are 32 random bits chosen by the sites, so two may be
 * equal; what tells them apart is who sends. In primitive arrays, for it is asked once per packet.
 */
final class IndexTable {

  /** No entry. */
  static final int NONE = -1;

  /** A session's index is dead 180 s after its handshake; the rest is for late packets. */
  static final long LIFE = Seconds.of(200);

  /** How long an initiation waits for its response. */
  static final long PENDING_LIFE = Seconds.of(10);

  /** More responses than that to one initiation are no network's doing. */
  static final int MOST_ANSWERS = 4;

  /** What an entry takes, in bytes. */
  static final int BYTES = 32;

  /** Of one index: two is rare, three is an attempt to make others walk a long way. */
  private static final int MOST_EQUAL = 8;

  /** Of one site: two sessions each way with 4,000 peers. */
  private static final int MOST_OF_SITE = 16_384;

  private static final int SMALLEST = 1024;

  /** How many pieces {@link #sweep} does the table in. */
  private static final int PIECES = 16;

  private final int seed;
  private final int most;
  private int[] heads = newHeads(SMALLEST);
  private int[] next = new int[SMALLEST];
  private int[] index = new int[SMALLEST];
  private Site[] owner = new Site[SMALLEST];
  private Site[] peer = new Site[SMALLEST];
  private long[] since = new long[SMALLEST];
  private boolean[] pending = new boolean[SMALLEST];
  private byte[] answers = new byte[SMALLEST];
  private int used;
  private int free = NONE;
  private int size;
  private int piece;

  /**
   * @param seed secret, so that nobody can choose indices that fall into one chain
   * @param most entries in all; about two for each direction of a pair in use
   */
  IndexTable(int seed, int most) {
    this.seed = seed;
    this.most = most;
  }

  int size() {
    return size;
  }

  /** The first entry of that index, or {@link #NONE}. */
  int first(int wanted) {
    return matching(heads[bucket(wanted)], wanted);
  }

  /** The next entry of the same index, or {@link #NONE}. */
  int next(int entry) {
    return matching(next[entry], index[entry]);
  }

  private int matching(int from, int wanted) {
    int entry = from;
    while (entry != NONE && index[entry] != wanted) {
      entry = next[entry];
    }
    return entry;
  }

  int index(int entry) {
    return index[entry];
  }

  Site owner(int entry) {
    return owner[entry];
  }

  Site peer(int entry) {
    return peer[entry];
  }

  /** What is left of its life; expired entries may stay for a moment. */
  long left(int entry, long now) {
    return since[entry] + (pending[entry] ? PENDING_LIFE : LIFE) - now;
  }

  boolean isAlive(int entry, long now) {
    return left(entry, now) > 0;
  }

  boolean isPending(int entry) {
    return pending[entry];
  }

  /** Alive, and of a handshake that was answered. */
  boolean isInUse(int entry, long now) {
    return !pending[entry] && isAlive(entry, now);
  }

  /** Whether a response may still come: soon after the initiation or the last response. */
  boolean takesAnswer(int entry, long now) {
    return now - since[entry] < PENDING_LIFE && answers[entry] < MOST_ANSWERS;
  }

  /** A response has come: the index is in use. */
  void commit(int entry, long now) {
    answers[entry]++;
    pending[entry] = false;
    since[entry] = now;
  }

  /** Learns an index that an initiation announces. False if it is taken, or there is no room. */
  boolean announce(int value, Site from, Site to, long now) {
    int known = of(value, to);
    if (known != NONE && isAlive(known, now)) {
      if (owner[known] == from && pending[known]) {
        since[known] = now;
      }
      return owner[known] == from;
    }
    return put(known, value, from, to, true, now);
  }

  /** Learns an index that is in use since then. False if it is taken, or there is no room. */
  boolean learn(int value, Site ofOwner, Site ofPeer, long then, long now) {
    int known = of(value, ofPeer);
    if (known != NONE && isAlive(known, now) && owner[known] != ofOwner) {
      return false;
    }
    return put(known, value, ofOwner, ofPeer, false, then);
  }

  /** The entry of that index for that sender, or {@link #NONE}. */
  int of(int value, Site sender) {
    int entry = first(value);
    while (entry != NONE && peer[entry] != sender) {
      entry = next(entry);
    }
    return entry;
  }

  private boolean put(int known, int value, Site ofOwner, Site ofPeer, boolean waiting, long then) {
    if (known != NONE) {
      owner[known].indices--;
      fill(known, ofOwner, waiting, then);
      return true;
    }
    if (ofOwner.indices >= MOST_OF_SITE || size >= most || equal(value) >= MOST_EQUAL) {
      return false;
    }
    int entry = place();
    index[entry] = value;
    peer[entry] = ofPeer;
    fill(entry, ofOwner, waiting, then);
    link(entry);
    size++;
    return true;
  }

  private void fill(int entry, Site ofOwner, boolean waiting, long then) {
    owner[entry] = ofOwner;
    ofOwner.indices++;
    pending[entry] = waiting;
    answers[entry] = 0;
    since[entry] = then;
  }

  private int equal(int value) {
    int count = 0;
    for (int entry = first(value); entry != NONE; entry = next(entry)) {
      count++;
    }
    return count;
  }

  private int place() {
    if (free != NONE) {
      int entry = free;
      free = next[entry];
      return entry;
    }
    if (used == index.length) {
      grow();
    }
    return used++;
  }

  private void grow() {
    int capacity = 2 * index.length;
    next = Arrays.copyOf(next, capacity);
    index = Arrays.copyOf(index, capacity);
    owner = Arrays.copyOf(owner, capacity);
    peer = Arrays.copyOf(peer, capacity);
    since = Arrays.copyOf(since, capacity);
    pending = Arrays.copyOf(pending, capacity);
    answers = Arrays.copyOf(answers, capacity);
    heads = newHeads(capacity);
    for (int entry = 0; entry < used; entry++) {
      link(entry);
    }
  }

  private void link(int entry) {
    int bucket = bucket(index[entry]);
    next[entry] = heads[bucket];
    heads[bucket] = entry;
  }

  /** Forgets what has expired, one piece of the table at a time. */
  void sweep(long now) {
    int length = heads.length / PIECES;
    removeIf(piece * length, (piece + 1) * length, entry -> !isAlive(entry, now));
    piece = (piece + 1) % PIECES;
  }

  /** Forgets the entries of owner and peer that are not to be kept. */
  void retain(BiPredicate<Site, Site> kept) {
    removeIf(0, heads.length, entry -> !kept.test(owner[entry], peer[entry]));
  }

  /** A test of an entry. */
  private interface EntryTest {
    boolean test(int entry);
  }

  private void removeIf(int fromBucket, int toBucket, EntryTest gone) {
    for (int bucket = fromBucket; bucket < toBucket; bucket++) {
      int kept = NONE;
      int following;
      for (int entry = heads[bucket]; entry != NONE; entry = following) {
        following = next[entry];
        if (gone.test(entry)) {
          release(entry);
        } else {
          next[entry] = kept;
          kept = entry;
        }
      }
      heads[bucket] = kept;
    }
  }

  private void release(int entry) {
    owner[entry].indices--;
    next[entry] = free;
    free = entry;
    size--;
  }

  /** Looks at every entry, in no order. */
  void forEach(EntryVisitor visitor) {
    for (int head : heads) {
      for (int entry = head; entry != NONE; entry = next[entry]) {
        visitor.visit(entry);
      }
    }
  }

  /** Looks at an entry. */
  interface EntryVisitor {
    void visit(int entry);
  }

  private int bucket(int value) {
    int hash = (value ^ seed) * 0x9e3779b1;
    hash = (hash ^ (hash >>> 15)) * 0x85ebca6b;
    return (hash ^ (hash >>> 13)) & (heads.length - 1);
  }

  private static int[] newHeads(int count) {
    int[] heads = new int[count];
    Arrays.fill(heads, NONE);
    return heads;
  }
}
