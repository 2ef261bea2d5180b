package io.filigree.edge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.Nat;
import io.filigree.edge.agent.NatType;
import io.filigree.edge.agent.Reach;
import io.filigree.edge.agent.RelayLine;
import io.filigree.edge.agent.RelayLine.Standing;
import io.filigree.edge.doctor.Finding.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayChecksTest {
  @TempDir private Path folder;
  private Clinic clinic;

  @BeforeEach
  void open() {
    clinic = new Clinic(folder);
  }

  @Test
  void aMeshWithRelaysAndSymmetricNatIsHealthy() {
    relay(1, Standing.ANSWERS).relay(2, Standing.UNTRIED);
    clinic.nat = new Nat(NatType.SYMMETRIC, List.of("198.18.0.7:1", "198.18.0.7:2"));
    clinic.path = io.filigree.edge.agent.Path.RELAYED;

    assertThat(clinic.found()).isEmpty();
  }

  @Test
  void withoutAnyRelayItIsToldWhatAFirewallHasToLetThrough() {
    relay(1, Standing.SILENT).relay(2, Standing.SILENT);

    assertThat(clinic.only().id()).isEqualTo("no-relay-answers");
    assertThat(clinic.only().severity()).isEqualTo(Severity.BROKEN);
    assertThat(clinic.only().why())
        .contains("UDP out to 198.18.1.1:51900, 198.18.1.2:51900")
        .contains("UDP in to port 51871");
  }

  @Test
  void oneRelayOfTwoThatIsSilentIsAWarning() {
    relay(1, Standing.ANSWERS).relay(2, Standing.SILENT);

    assertThat(clinic.only().id()).isEqualTo("relay-silent");
    assertThat(clinic.only().severity()).isEqualTo(Severity.WARNING);
    assertThat(clinic.only().what()).contains("relay-2").doesNotContain("relay-1");
  }

  @Test
  void whatAClientSaidThatHasEndedIsNoFinding() {
    relay(1, Standing.SILENT);
    stuck(9);
    clinic.runs = false;

    assertThat(clinic.found()).doesNotContain("no-relay-answers", "peer-stays-relayed");
  }

  @Test
  void aPeerThatWasTriedInVainForMinutesIsTold() {
    relay(1, Standing.ANSWERS);
    stuck(3);
    assertThat(clinic.found()).as("it may yet go over").isEmpty();

    stuck(4);
    assertThat(clinic.only().id()).isEqualTo("peer-stays-relayed");
    assertThat(clinic.only().severity()).isEqualTo(Severity.WARNING);
    assertThat(clinic.only().what()).contains("store-b at 198.18.0.2:51871");

    clinic.path = io.filigree.edge.agent.Path.IDLE;
    assertThat(clinic.found()).as("nobody needs it now").isEmpty();
  }

  private void stuck(int failures) {
    clinic.path = io.filigree.edge.agent.Path.RELAYED;
    clinic.tried =
        Optional.of(
            new Reach.Tried(
                "198.18.0.2:51871",
                failures,
                Optional.of(Clinic.NOW),
                Optional.of(Clinic.NOW.plusSeconds(60))));
  }

  private RelayChecksTest relay(int number, Standing standing) {
    clinic.relays.add(
        new RelayLine(
            "relay-" + number,
            "198.18.1." + number + ":51900",
            standing,
            Optional.empty(),
            Optional.empty(),
            ""));
    return this;
  }
}
