package io.filigree.protocol.roster;

import io.filigree.protocol.digest.Digest;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The Merkle tree of RFC 6962, 2.1 over a list of byte strings that changes.
 *
 * <p>Levels are arrays: each node is the hash of the two below it, and one without a neighbour goes
 * up as it is, which gives the RFC's tree for every size. Edits mark leaves; {@link #root} hashes
 * only the ways up from them: log N hashes for a replaced or appended leaf, all to its right for
 * one inserted or removed. Not safe for use by several threads.
 */
public final class MerkleTree {

  private static final int HASH = Digest.BYTES;
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha256 = Digest.newSha256();
  private final BitSet changed;

  /** {@code levels[0]} holds the leaves' hashes, one after the other. */
  private byte[][] levels;

  private int size;

  /** An empty tree. */
  public MerkleTree() {
    levels = new byte[][] {new byte[0]};
    changed = new BitSet();
  }

  private MerkleTree(MerkleTree other) {
    levels = new byte[other.levels.length][];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = other.levels[i].clone();
    }
    changed = (BitSet) other.changed.clone();
    size = other.size;
  }

  /** A tree of its own with the same leaves; 64 bytes a leaf are copied and none is hashed. */
  public MerkleTree copy() {
    return new MerkleTree(this);
  }

  public int size() {
    return size;
  }

  public void append(byte[] leaf) {
    insert(size, leaf);
  }

  public void replace(int index, byte[] leaf) {
    checkIndex(index, size);
    setLeaf(index, leaf);
  }

  /** Puts a leaf before the one at {@code index}, or last. */
  public void insert(int index, byte[] leaf) {
    checkIndex(index, size + 1);
    byte[] leaves = room(levels[0], (size + 1) * HASH);
    System.arraycopy(leaves, index * HASH, leaves, (index + 1) * HASH, (size - index) * HASH);
    levels[0] = leaves;
    size++;
    setLeaf(index, leaf);
    changed.set(index, size);
  }

  public void remove(int index) {
    checkIndex(index, size);
    byte[] leaves = levels[0];
    System.arraycopy(leaves, (index + 1) * HASH, leaves, index * HASH, (size - index - 1) * HASH);
    size--;
    changed.clear(size);
    // with the leaf before it, because the last one may have lost its neighbour
    changed.set(Math.max(0, index - 1), Math.max(size, 0));
  }

  /** The root; of an empty tree the SHA-256 of nothing. */
  public Digest root() {
    if (size == 0) {
      changed.clear();
      return Digest.ofBytes(sha256.digest());
    }
    BitSet dirty = (BitSet) changed.clone();
    int level = 0;
    for (int width = size; width > 1; width = (width + 1) / 2) {
      dirty = hashParents(level, width, dirty);
      level++;
    }
    changed.clear();
    return Digest.ofBytes(Arrays.copyOf(levels[level], HASH));
  }

  /** Hashes what is above the dirty nodes of a level and returns which that were. */
  private BitSet hashParents(int level, int width, BitSet dirty) {
    int parents = (width + 1) / 2;
    if (level + 1 == levels.length) {
      levels = Arrays.copyOf(levels, levels.length + 1);
      levels[level + 1] = new byte[0];
    }
    levels[level + 1] = room(levels[level + 1], parents * HASH);
    BitSet hashed = new BitSet(parents);
    for (int node = dirty.nextSetBit(0); node >= 0; node = dirty.nextSetBit((node | 1) + 1)) {
      hashParent(levels[level], levels[level + 1], node / 2, width);
      hashed.set(node / 2);
    }
    return hashed;
  }

  private void hashParent(byte[] below, byte[] above, int parent, int width) {
    int left = parent * 2 * HASH;
    if (parent * 2 + 1 == width) {
      System.arraycopy(below, left, above, parent * HASH, HASH);
      return;
    }
    sha256.update(NODE);
    sha256.update(below, left, 2 * HASH);
    digestInto(above, parent * HASH);
  }

  private void setLeaf(int index, byte[] leaf) {
    sha256.update(LEAF);
    sha256.update(leaf);
    digestInto(levels[0], index * HASH);
    changed.set(index);
  }

  private void digestInto(byte[] array, int offset) {
    try {
      sha256.digest(array, offset, HASH);
    } catch (DigestException e) {
      throw new IllegalStateException("there is room for a SHA-256 value", e);
    }
  }

  private static byte[] room(byte[] array, int bytes) {
    return bytes <= array.length ? array : Arrays.copyOf(array, Math.max(bytes, bytes / 4 * 5));
  }

  private static void checkIndex(int index, int limit) {
    if (index < 0 || index >= limit) {
      throw new IndexOutOfBoundsException(index);
    }
  }
}
