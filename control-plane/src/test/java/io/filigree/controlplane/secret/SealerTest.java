package io.filigree.controlplane.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SealerTest {
  private static final byte[] SECRET = "roster key".getBytes(UTF_8);

  @TempDir Path directory;

  @Test
  void opensWhatItSealed() {
    Sealer sealer = sealer("a");
    assertThat(sealer.open("roster-key/1", sealer.seal("roster-key/1", SECRET))).isEqualTo(SECRET);
  }

  @Test
  void sealedForOnePurposeIsNothingForAnother() {
    Sealer sealer = sealer("a");
    byte[] sealed = sealer.seal("roster-key/1", SECRET);
    assertThatThrownBy(() -> sealer.open("roster-key/2", sealed))
        .hasMessageContaining("cannot open roster-key/2");
  }

  @Test
  void otherKeyOpensNothing() {
    byte[] sealed = sealer("a").seal("p", SECRET);
    assertThat(sealer("b").tryOpen("p", sealed)).isEmpty();
  }

  @Test
  void everyFlippedBitIsNoticed() {
    Sealer sealer = sealer("a");
    byte[] sealed = sealer.seal("p", SECRET);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] flipped = sealed.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(sealer.tryOpen("p", flipped)).as("bit %d", bit).isEmpty();
    }
  }

  @Test
  void everyTruncationIsNoticed() {
    Sealer sealer = sealer("a");
    byte[] sealed = sealer.seal("p", SECRET);
    for (int length = 0; length < sealed.length; length++) {
      assertThat(sealer.tryOpen("p", Arrays.copyOf(sealed, length))).isEmpty();
    }
  }

  @Test
  void noNonceIsUsedTwice() {
    Sealer sealer = sealer("a");
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      nonces.add(new String(sealer.seal("p", SECRET), 1, 12, ISO_8859_1));
    }
    assertThat(nonces).hasSize(10_000);
  }

  private Sealer sealer(String name) {
    KeyFile file = new KeyFile(directory.resolve(name));
    return new Sealer(file.read().orElseGet(file::create));
  }
}
