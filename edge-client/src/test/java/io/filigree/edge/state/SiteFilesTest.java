package io.filigree.edge.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.join.TrustAnchor;
import io.filigree.protocol.key.RecoveryKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.roster.Epoch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteFilesTest {

  private final TestMesh mesh = new TestMesh();
  private final TestSite site = mesh.site(1, "store-a");

  @TempDir private Path parent;

  private SiteFiles files = new SiteFiles(Path.of("unset"));

  @BeforeEach
  void place() {
    files = new SiteFiles(parent.resolve("state"));
  }

  @Test
  void keysAreMadeOnceAndForRootOnly() throws IOException {
    assertThat(files.identityKey().publicKey()).isEqualTo(files.identityKey().publicKey());
    assertThat(files.wireGuardKey().publicKey()).isEqualTo(files.wireGuardKey().publicKey());
    for (String name : List.of("identity.key", "wireguard.key")) {
      Path file = files.folder().resolve(name);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aDamagedKeyIsNamedAndNeitherShownNorReplaced() throws IOException {
    files.identityKey();
    Path file = files.folder().resolve("identity.key");
    Files.writeString(file, "secret but damaged");
    assertThatThrownBy(files::identityKey)
        .hasMessageContaining("identity.key holds no key")
        .hasMessageNotContaining("secret but");
    assertThat(file).hasContent("secret but damaged");
  }

  @Test
  void theEnrolmentComesBackAndIsForgottenWithoutTrace() throws IOException {
    Enrolment enrolment = enrolment();
    assertThat(files.enrolment()).isEmpty();
    files.identityKey();
    files.enrol(enrolment);
    assertThat(files.enrolment()).contains(enrolment);

    files.forget();
    assertThat(files.folder()).isEmptyDirectory();
  }

  @Test
  void aSiteThatJoinedBeforeClocksWereSetHasItsClockSet() throws IOException {
    files.enrol(enrolment());
    Path file = files.folder().resolve("site.json");
    Files.writeString(file, Files.readString(file).replace(",\"clock\":false", ""));

    assertThat(files.enrolment().orElseThrow().options().clock()).isTrue();
  }

  @Test
  void aTornZeroFilledOrForeignFileIsNamedAndNeverTakenForNone() throws IOException {
    files.identityKey();
    files.wireGuardKey();
    files.enrol(enrolment());
    for (String name : List.of("identity.key", "wireguard.key", "site.json")) {
      Path file = files.folder().resolve(name);
      byte[] whole = Files.readAllBytes(file);
      // Without its line feed alone a file is still whole.
      for (int length = 0; length < whole.length - 1; length++) {
        assertNamed(name, Arrays.copyOf(whole, length));
      }
      assertNamed(name, new byte[whole.length]);
      assertNamed(name, "root:x:0:0:root:/root:/bin/bash\n".getBytes(StandardCharsets.UTF_8));
      Files.write(file, whole);
    }
    assertThat(files.joined()).contains(enrolment());
  }

  private void assertNamed(String name, byte[] content) throws IOException {
    Path file = files.folder().resolve(name);
    Files.write(file, content);
    assertThatThrownBy(this::load)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("what runs is left alone");
    assertThat(file).hasBinaryContent(content);
  }

  @Test
  void aMissingKeyIsNotMadeAnewForASite() throws IOException {
    files.enrol(enrolment());
    files.identityKey();
    assertThatThrownBy(files::keptWireGuardKey).hasMessageContaining("wireguard.key is missing");
    Files.delete(files.folder().resolve("identity.key"));
    assertThatThrownBy(files::keptIdentityKey).hasMessageContaining("identity.key is missing");
    assertThat(files.folder().resolve("wireguard.key")).doesNotExist();
  }

  @Test
  void aLostEnrolmentBesideAPeerListIsNotABoxThatNeverJoined() throws IOException {
    assertThat(files.joined()).isEmpty();
    try (Journal journal = Journal.open(files.folder(), "mesh", JournalLine::texts).journal()) {
      journal.snapshot("a peer list");
    }
    assertThatThrownBy(files::joined).hasMessageContaining("site.json is missing");
    assertThat(files.enrolment()).as("for a join that was interrupted").isEmpty();
  }

  private void load() throws IOException {
    files.joined();
    files.keptIdentityKey();
    files.keptWireGuardKey();
  }

  private Enrolment enrolment() {
    return new Enrolment(
        site.id(),
        new SiteName("store-a"),
        new TrustAnchor(
            List.of(CoordinatorUrl.parse("https://198.18.0.1:8443")),
            mesh.id,
            new RosterKey(mesh.rosterKey.publicKey()),
            new RecoveryKey(site.identity().publicKey()),
            new Epoch(3),
            List.of()),
        new Enrolment.Options(
            "filigree0", 51_871, List.of(Endpoint.parse("[2001:db8::1]:51871")), false, false));
  }

  @Test
  void aDamagedEnrolmentIsNotAnEmptyOne() throws IOException {
    files.identityKey();
    Files.writeString(files.folder().resolve("site.json"), "{\"format\":1");
    assertThatThrownBy(files::enrolment).isInstanceOf(IOException.class);
  }

  @Test
  void oneProcessHoldsTheFolder() throws IOException {
    try (DirectoryLock first = DirectoryLock.tryLock(files.folder()).orElseThrow()) {
      assertThat(DirectoryLock.tryLock(files.folder())).isEmpty();
      assertThat(first).isNotNull();
    }
    assertThat(DirectoryLock.tryLock(files.folder())).isPresent();
  }
}
