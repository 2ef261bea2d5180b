package io.filigree.protocol.feed;

import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.record.Format;
import io.filigree.protocol.roster.Epoch;
import io.filigree.protocol.roster.RosterStatement;
import java.util.Optional;

/**
 * Verifies a whole mesh at once: the signature covers the mesh record's hash and the Merkle root of
 * the site records in the order of their ids. A pure function that coordinator and edge share.
 *
 * <p>It says that the bytes are the roster key's, not that they are acceptable: epochs, the mesh
 * and site ids inside the records, overlaps and facts are the reader's to check.
 *
 * @param signatures checks the one signature
 */
public record RosterVerifier(Ed25519Verifier signatures) {

  /** With the JDK's Ed25519. */
  public RosterVerifier() {
    this(Ed25519Verifier.jdk());
  }

  /**
   * @param copy what the reader would hold
   * @param format of the roster statement; another than {@link Format#FORMAT} is refused
   */
  public Verdict verify(
      MeshCopy copy,
      MeshId mesh,
      RosterKey rosterKey,
      Epoch epoch,
      Signature64 signature,
      int format) {
    if (format != Format.FORMAT) {
      return new Verdict.Refused(Verdict.Reason.FORMAT_UNKNOWN);
    }
    Optional<RosterStatement> statement = copy.statement(mesh, format, epoch);
    if (statement.isEmpty()) {
      return new Verdict.Refused(Verdict.Reason.MESH_RECORD_MISSING);
    }
    return statement.get().verify(rosterKey, signature, signatures)
        ? new Verdict.Accepted(statement.get())
        : new Verdict.Refused(Verdict.Reason.SIGNATURE_INVALID);
  }
}
