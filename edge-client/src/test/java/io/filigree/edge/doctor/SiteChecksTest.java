package io.filigree.edge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.Heals.Heal;
import io.filigree.edge.agent.Remembered;
import io.filigree.edge.agent.StatusPage;
import io.filigree.edge.agent.StatusPage.Standing;
import io.filigree.edge.doctor.Heard.Coordinator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteChecksTest {
  @TempDir private Path folder;
  private Clinic clinic;

  @BeforeEach
  void open() {
    clinic = new Clinic(folder);
  }

  @Test
  void keysAreThereAndPrivate() throws IOException {
    Path key = clinic.state.resolve("wireguard.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(clinic.only().fix()).isEqualTo("chmod 600 " + key);

    Files.delete(key);
    assertThat(clinic.found()).containsExactly("key-file-missing");
  }

  @Test
  void damagedPeerListIsNotNoPeerList() {
    clinic.remembered = new Remembered.Damaged("no intact snapshot");

    assertThat(clinic.found()).containsExactly("peer-list-damaged");
  }

  @Test
  void stoppedClientIsFoundAndThenHealsNothing() {
    clinic.runs = false;
    assertThat(clinic.found()).containsExactly("run-not-running");

    clinic.table = Optional.empty();
    assertThat(clinic.examine().findings()).extracting(Finding::fix).containsOnly("filigree run");
    clinic.runs = true;
    assertThat(clinic.only().fix()).as("it runs, and says why not").isEqualTo("filigree status");
  }

  @Test
  void silentCoordinatorIsAWarningThatSaysSinceWhen() {
    clinic.coordinator = new Coordinator(Optional.of("Connection refused"), Optional.empty());

    Finding finding = clinic.only();

    assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
    assertThat(finding.why()).contains("mesh goes on", "2026-11-24T11:50:00Z");
  }

  @Test
  void clockIsHeldAgainstTheCoordinators() {
    clinic.coordinator = at(Duration.ofMinutes(4));
    assertThat(clinic.found()).isEmpty();
    clinic.coordinator = at(Duration.ofHours(3));
    assertThat(clinic.only().what()).isEqualTo("this clock is 3 h behind the coordinator");
    clinic.coordinator = at(Duration.ofMinutes(-10));
    assertThat(clinic.found()).containsExactly("clock-ahead");
  }

  @Test
  void withoutAnAnswerTheClockIsHeldAgainstWhatIsRemembered() {
    clinic.coordinator = new Coordinator(Optional.of("gone"), Optional.empty());
    clinic.rightTime = Optional.of(Clinic.NOW.plus(Duration.ofDays(2)));

    assertThat(clinic.found()).containsExactly("clock-behind", "coordinator-unreachable");
  }

  @Test
  void refusalsAreToldForWhatTheyAre() {
    refuse("store-c", "range-ours", "its range overlaps ours");
    assertThat(clinic.only().id()).isEqualTo("peer-refused");
    assertThat(clinic.only().severity()).isEqualTo(Finding.Severity.WARNING);

    refuse("roster", "bad-signature", "the roster is not signed by the roster key");
    assertThat(clinic.found()).containsExactly("roster-refused");
    refuse("this site", "clone", "another machine writes with our identity key");
    assertThat(clinic.found()).containsExactly("cloned");
    refuse("store-c", "unresolvable", "its endpoint does not resolve");
    assertThat(clinic.found()).as("asked anew by the doctor").isEmpty();
  }

  @Test
  void whatRunCannotDoIsTold() {
    clinic.troubles.add("no answer from the coordinator: timeout");
    assertThat(clinic.found()).as("asked anew by the doctor").isEmpty();
    clinic.troubles.add("route 10.9.0.0/16: File exists");
    assertThat(clinic.only().what()).contains("File exists");
  }

  @Test
  void removedSiteIsToldToLeave() {
    clinic.standing = Standing.REMOVED;

    assertThat(clinic.only().fix()).isEqualTo("filigree leave");
  }

  @Test
  void sameHealAgainAndAgainIsSomebodysWork() {
    for (int i = 0; i < 3; i++) {
      clinic.heals.add(new Heal(Clinic.NOW.minusSeconds(60L * i), "route 10.42.0.0/16"));
      assertThat(clinic.found()).hasSize(i < 2 ? 0 : 1);
    }
    assertThat(clinic.only().id()).isEqualTo("healed-again");
  }

  @Test
  void wayOutWithoutFiligreeIsKeptCurrent() throws IOException {
    Path file = clinic.state.resolve("filigree0.conf");
    Files.writeString(file, "[Interface]\n");
    Files.setLastModifiedTime(file, FileTime.from(Clinic.NOW));
    assertThat(clinic.found()).as("it may lag").isEmpty();

    Files.setLastModifiedTime(file, FileTime.from(Clinic.NOW.minusSeconds(600)));
    assertThat(clinic.found()).containsExactly("conf-not-current");
    Files.delete(file);
    assertThat(clinic.found()).containsExactly("conf-not-current");
  }

  private void refuse(String site, String code, String reason) {
    clinic.refusals.clear();
    clinic.refusals.add(new StatusPage.Refused(site, code, reason));
  }

  private static Coordinator at(Duration ahead) {
    return new Coordinator(Optional.empty(), Optional.of(Clinic.NOW.plus(ahead)));
  }
}
