package io.filigree.edge.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.Seen;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookTest {
  private static final Optional<Instant> NOON = Optional.of(Instant.parse("2026-11-24T12:00:00Z"));

  private final WireGuardPublicKey b = WireGuardPrivateKey.generate().publicKey();
  private final WireGuardPublicKey c = WireGuardPrivateKey.generate().publicKey();
  private final Seen.Met there = new Seen.Met(Endpoint.parse("203.0.113.7:40000"), -7);
  private final Seen.Met elsewhere = new Seen.Met(Endpoint.parse("[2001:db8::7]:40001"), 8);
  private final Seen first = new Seen(Map.of(b, there), Set.of(b), Optional.empty());
  private final Seen second = new Seen(Map.of(b, elsewhere, c, there), Set.of(b, c), NOON);
  private final Seen third = new Seen(Map.of(c, there), Set.of(b, c), NOON);

  @TempDir private Path folder;

  @Test
  void whatWasSeenComesBackThoughOnlyChangesWereWritten() throws IOException {
    assertThat(seen()).isEqualTo(Seen.nothing());
    write();
    assertThat(seen()).isEqualTo(third);
    assertThat(Files.readAllLines(file(1))).hasSize(3);
  }

  @Test
  void tornAtAnyByteItIsAnOlderPageOrNoneAndNeverAnError() throws IOException {
    write();
    byte[] content = Files.readAllBytes(file(1));
    for (int length = 0; length < content.length; length++) {
      Files.write(file(1), Arrays.copyOf(content, length));
      assertThat(seen()).isIn(Seen.nothing(), first, second);
    }
  }

  @Test
  void aZeroFilledOrForeignPageGivesWayToTheOneBefore() throws IOException {
    write();
    for (byte[] damage :
        List.of(new byte[4096], "root:x:0:0\n".getBytes(StandardCharsets.UTF_8), new byte[0])) {
      Files.write(file(2), damage);
      assertThat(seen()).isEqualTo(third);
    }
  }

  @Test
  void aDamagedNotebookIsBegunAnew() throws IOException {
    Files.write(file(1), new byte[100]);
    try (Notebook notebook = Notebook.open(folder)) {
      notebook.write(note(Seen.nothing(), second));
    }
    assertThat(seen()).isEqualTo(second);
  }

  private void write() throws IOException {
    try (Notebook notebook = Notebook.open(folder)) {
      notebook.write(note(Seen.nothing(), first));
      notebook.write(note(first, second));
      notebook.write(note(second, third));
    }
  }

  private static Effect.Note note(Seen before, Seen now) {
    return new Effect.Note(now.since(before), now);
  }

  private Seen seen() throws IOException {
    try (Notebook notebook = Notebook.open(folder)) {
      return notebook.seen();
    }
  }

  private Path file(int generation) {
    return folder.resolve("seen-" + generation + ".log");
  }
}
