package io.filigree.protocol.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Records;
import io.filigree.protocol.roster.Epoch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RosterVerifierTest {

  private static final Ed25519PrivateKey KEY = Records.signingKey(200);
  private static final RosterKey ROSTER_KEY = new RosterKey(KEY.publicKey());
  private static final Epoch EPOCH = new Epoch(9);
  private static final Signature64 NONE = Signature64.ofBytes(new byte[64]);

  private static final MeshCopy COPY =
      MeshCopy.empty().apply(answer(true, List.of(entry(1), entry(2), entry(3)), List.of()));

  private final RosterVerifier verifier = new RosterVerifier();

  private static SiteEntry entry(int number) {
    return new SiteEntry(Records.siteId(number), Records.site(number).write());
  }

  private static MeshAnswer answer(boolean full, List<SiteEntry> sites, List<SiteId> removed) {
    Optional<DocumentText> mesh = full ? Optional.of(Records.mesh().write()) : Optional.empty();
    Cursor cursor = new Cursor(new Revision(1), Digest.sha256(new byte[0]));
    return new MeshAnswer(cursor, EPOCH, NONE, full, mesh, sites, List.of(), removed);
  }

  private static Signature64 signed(MeshCopy copy, Epoch epoch) {
    return copy.statement(Records.MESH, 1, epoch).orElseThrow().sign(KEY);
  }

  private Verdict verify(MeshCopy copy, Signature64 signature) {
    return verifier.verify(copy, Records.MESH, ROSTER_KEY, EPOCH, signature, 1);
  }

  @Test
  void whatTheRosterKeySignedIsAccepted() {
    assertThat(verify(COPY, signed(COPY, EPOCH)))
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted -> assertThat(accepted.statement().sites()).isEqualTo(3));
  }

  @Test
  void aRosterOfNoSitesIsAccepted() {
    MeshCopy bare = MeshCopy.empty().apply(answer(true, List.of(), List.of()));
    assertThat(verify(bare, signed(bare, EPOCH))).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void anyOtherSetOfRecordsIsRefused() {
    Signature64 signature = signed(COPY, EPOCH);
    String moved = Records.site(2).write().text().replace("10.130", "10.131");
    SiteEntry edited = new SiteEntry(Records.siteId(2), DocumentText.of(moved));
    SiteEntry swapped = new SiteEntry(Records.siteId(9), Records.site(1).write());
    List<MeshAnswer> changes =
        List.of(
            answer(false, List.of(entry(4)), List.of()),
            answer(false, List.of(edited), List.of()),
            answer(false, List.of(), List.of(Records.siteId(3))),
            answer(false, List.of(swapped), List.of(Records.siteId(1))));
    for (MeshAnswer change : changes) {
      assertThat(verify(COPY.apply(change), signature)).isEqualTo(refused());
    }
  }

  @Test
  void anotherEpochMeshOrKeyIsRefused() {
    Signature64 signature = signed(COPY, EPOCH);
    RosterKey foreign = new RosterKey(Records.signingKey(201).publicKey());
    assertThat(verify(COPY, signed(COPY, EPOCH.next()))).isEqualTo(refused());
    assertThat(verifier.verify(COPY, MeshId.next(), ROSTER_KEY, EPOCH, signature, 1))
        .isEqualTo(refused());
    assertThat(verifier.verify(COPY, Records.MESH, foreign, EPOCH, signature, 1))
        .isEqualTo(refused());
    assertThat(verify(COPY, NONE)).isEqualTo(refused());
  }

  @Test
  void anotherFormatAndAMissingMeshRecordAreToldApart() {
    assertThat(verifier.verify(COPY, Records.MESH, ROSTER_KEY, EPOCH, NONE, 2))
        .isEqualTo(new Verdict.Refused(Verdict.Reason.FORMAT_UNKNOWN));
    assertThat(verify(MeshCopy.empty(), NONE))
        .isEqualTo(new Verdict.Refused(Verdict.Reason.MESH_RECORD_MISSING));
  }

  private static Verdict refused() {
    return new Verdict.Refused(Verdict.Reason.SIGNATURE_INVALID);
  }
}
