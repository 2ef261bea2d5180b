package io.filigree.protocol.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.digest.Digest;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

  /** The leaves that implementations of Certificate Transparency test with. */
  private static final List<String> CT_LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> CT_ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private final Random random = new Random(11);

  @Test
  void certificateTransparencysKnownAnswersHold() {
    MerkleTree tree = new MerkleTree();
    assertThat(tree.root()).hasToString(CT_ROOTS.getFirst());
    for (int i = 0; i < CT_LEAVES.size(); i++) {
      tree.append(HexFormat.of().parseHex(CT_LEAVES.get(i)));
      assertThat(tree.root()).hasToString(CT_ROOTS.get(i + 1));
    }
  }

  @Test
  void everySizeUpTo70HasTheRootOfTheRecursiveDefinition() {
    List<byte[]> leaves = new ArrayList<>();
    MerkleTree grown = new MerkleTree();
    for (int size = 0; size <= 70; size++) {
      MerkleTree atOnce = new MerkleTree();
      leaves.forEach(atOnce::append);
      assertThat(atOnce.root()).as("%s leaves", size).isEqualTo(recursive(leaves));
      assertThat(grown.root()).isEqualTo(atOnce.root());
      byte[] leaf = leaf();
      leaves.add(leaf);
      grown.append(leaf);
    }
  }

  @Test
  void anySeriesOfEditsEndsAtTheRootOfItsLeaves() {
    for (int series = 0; series < 60; series++) {
      List<byte[]> leaves = new ArrayList<>();
      MerkleTree tree = new MerkleTree();
      for (int edit = 0; edit < 200; edit++) {
        edit(tree, leaves);
        assertThat(tree.size()).isEqualTo(leaves.size());
        // not after every edit: several changes must add up too
        if (random.nextInt(3) == 0) {
          assertThat(tree.root()).isEqualTo(recursive(leaves));
        }
      }
      assertThat(tree.copy().root()).isEqualTo(recursive(leaves));
    }
  }

  private void edit(MerkleTree tree, List<byte[]> leaves) {
    byte[] leaf = leaf();
    int size = leaves.size();
    int index = size == 0 ? 0 : random.nextInt(size);
    switch (size == 0 ? 0 : random.nextInt(5)) {
      case 0, 1 -> {
        tree.append(leaf);
        leaves.add(leaf);
      }
      case 2 -> {
        tree.insert(index, leaf);
        leaves.add(index, leaf);
      }
      case 3 -> {
        tree.replace(index, leaf);
        leaves.set(index, leaf);
      }
      default -> {
        tree.remove(index);
        leaves.remove(index);
      }
    }
  }

  @Test
  void aCopyDoesNotFollowItsOriginal() {
    List<byte[]> leaves = List.of(leaf(), leaf(), leaf(), leaf());
    MerkleTree tree = new MerkleTree();
    leaves.forEach(tree::append);
    Digest before = tree.root();
    MerkleTree copy = tree.copy();
    tree.replace(0, leaf());
    assertThat(tree.root()).isNotEqualTo(before);
    // hashed again from what the copy holds
    copy.replace(3, leaves.get(3));
    assertThat(copy.root()).isEqualTo(before);
  }

  @Test
  void aLeafIsNotTakenForANode() {
    MerkleTree two = new MerkleTree();
    two.append(new byte[] {1});
    two.append(new byte[] {2});
    byte[] children = new byte[64];
    System.arraycopy(hash(0, new byte[] {1}), 0, children, 0, 32);
    System.arraycopy(hash(0, new byte[] {2}), 0, children, 32, 32);
    MerkleTree one = new MerkleTree();
    one.append(children);
    assertThat(one.root()).isNotEqualTo(two.root());
  }

  @Test
  void indexesOutsideAreRefused() {
    MerkleTree tree = new MerkleTree();
    assertThatThrownBy(() -> tree.remove(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree.replace(0, leaf())).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree.insert(1, leaf())).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private byte[] leaf() {
    byte[] leaf = new byte[random.nextInt(100)];
    random.nextBytes(leaf);
    return leaf;
  }

  /** RFC 6962, 2.1, as it stands there. */
  private static Digest recursive(List<byte[]> leaves) {
    return leaves.isEmpty() ? Digest.sha256(new byte[0]) : Digest.ofBytes(mth(leaves));
  }

  private static byte[] mth(List<byte[]> leaves) {
    int n = leaves.size();
    if (n == 1) {
      return hash(0, leaves.getFirst());
    }
    int k = Integer.highestOneBit(n - 1);
    return hash(1, mth(leaves.subList(0, k)), mth(leaves.subList(k, n)));
  }

  private static byte[] hash(int prefix, byte[]... parts) {
    MessageDigest sha256 = Digest.newSha256();
    sha256.update((byte) prefix);
    for (byte[] part : parts) {
      sha256.update(part);
    }
    return sha256.digest();
  }
}
