package io.filigree.edge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.doctor.Finding.Severity;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private static final Finding BAD = Finding.broken("bad", "what is bad", "why", "mend it");
  private static final Finding ODD = Finding.warning("odd", "what is odd", "why not", "look");

  @TempDir private Path folder;
  private Clinic clinic;

  @BeforeEach
  void open() {
    clinic = new Clinic(folder);
  }

  @Test
  void aHealthySiteIsOneLine() {
    Diagnosis diagnosis = clinic.examine();

    assertThat(diagnosis.findings()).isEmpty();
    assertThat(diagnosis.unseen()).isEmpty();
    assertThat(new DiagnosisText(diagnosis).forPerson())
        .isEqualTo(
            "healthy: store-a with 1 peers, " + Checks.ALL.size() + " checks found nothing\n");
  }

  @Test
  void theWorstStandsFirstInThreeLinesEach() {
    Diagnosis diagnosis = new Diagnosis("store-a", 2, List.of(ODD, BAD), List.of("the moon: dark"));

    assertThat(diagnosis.broken()).isTrue();
    assertThat(new DiagnosisText(diagnosis).forPerson())
        .isEqualTo(
            """
            broken: what is bad [bad]
               why: why
               fix: mend it
            warning: what is odd [odd]
               why: why not
               fix: look
            not seen: the moon: dark
            """);
  }

  @Test
  void machinesGetTheSame() {
    Diagnosis diagnosis = new Diagnosis("store-a", 2, List.of(ODD), List.of("the moon"));

    JsonFields json =
        JsonFields.of(Json.parse(new DiagnosisText(diagnosis).forMachines(), JsonLimits.ANSWER));

    assertThat(json.flag("healthy")).isFalse();
    assertThat(json.integer("checks", 0, 9)).isEqualTo(2);
    assertThat(json.texts("unseen", text -> text)).containsExactly("the moon");
    assertThat(
            json.objects(
                "findings",
                finding ->
                    Finding.warning(
                        finding.text("id"),
                        finding.text("what"),
                        finding.text("why"),
                        finding.text("fix"))))
        .containsExactly(ODD);
  }

  @Test
  void whatIsGoneAtTheSecondLookIsNotTold() throws IOException {
    List<Finding> passing = new ArrayList<>(List.of(BAD));
    Check.OfMachine once =
        patient -> passing.isEmpty() ? List.of() : List.of(passing.removeFirst());
    Check.OfMachine always = patient -> List.of(ODD);

    Diagnosis diagnosis = new Doctor(clinic::patient, List.of(once, always)).examine();

    assertThat(diagnosis.findings()).containsExactly(ODD);
    assertThat(diagnosis.broken()).isFalse();
  }

  @Test
  void aCheckThatTripsCostsItsOwnAnswerOnly() {
    Check.OfMachine trips =
        patient -> {
          throw new IllegalStateException("unheard of");
        };
    Check.OfMachine sound = patient -> List.of(ODD);

    Diagnosis diagnosis = new Doctor(clinic::patient, List.of(trips, sound)).look(clinic.patient());

    assertThat(diagnosis.findings()).containsExactly(ODD);
    assertThat(diagnosis.unseen()).singleElement().asString().contains("unheard of");
  }

  @Test
  void beforeTheJoinTheMachineAloneIsLookedAt() {
    clinic.joined = false;
    clinic.link = java.util.Optional.empty();
    clinic.file("/proc/net/udp", "");
    clinic.missing.add("nft");

    Diagnosis diagnosis = clinic.examine();

    assertThat(diagnosis.findings()).extracting(Finding::id).containsExactly("nft-missing");
    assertThat(diagnosis.subject()).contains("no site yet");
    assertThat(diagnosis.checks()).isLessThan(Checks.ALL.size());
  }

  @Test
  void whoIsNotRootIsToldWhatWasNotSeen() {
    clinic.deviceReadable = false;
    clinic.table = java.util.Optional.empty();
    clinic.fails("wg show filigree0 dump", "Unable to access interface: Operation not permitted");
    clinic.fails(
        Recorded.CHAINS, "netlink: Error: cache initialization failed: Operation not permitted");
    clinic.fails(
        Recorded.IPTABLES,
        "iptables v1.8.9: Could not fetch rule set generation id: Permission denied");

    Diagnosis diagnosis = clinic.examine();

    assertThat(diagnosis.findings()).isEmpty();
    assertThat(diagnosis.unseen())
        .anyMatch(what -> what.startsWith("WireGuard: "))
        .anyMatch(what -> what.startsWith("firewall (nft): "))
        .anyMatch(what -> what.startsWith("firewall (iptables): "));
  }

  @Test
  void aTerminalObeysNothingThatWasFound() {
    Finding finding = Finding.broken("id", "a\u001b[2Jb\nc\u00e9", "why", "fix");

    assertThat(finding.what()).isEqualTo("a?[2Jb?c?");
    assertThat(finding.severity()).isEqualTo(Severity.BROKEN);
    assertThat(Word.name("eth0; rm -rf /")).isEmpty();
    assertThat(Word.path("/var/lib/my state's")).isEqualTo("'/var/lib/my state'\\''s'");
  }
}
