package io.filigree.protocol.roster;

import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import java.nio.ByteBuffer;

/**
 * What the roster key signs: the whole mesh in 117 bytes.
 *
 * @param format of the records, 1 to 65535
 * @param meshRecord SHA-256 of the mesh record
 * @param sites number of site records
 * @param root RFC 6962 root over the site records in the order of their ids
 */
public record RosterStatement(
    MeshId mesh, int format, Epoch epoch, Digest meshRecord, long sites, Digest root) {

  private static final int LENGTH =
      Statement.ROSTER.length
          + 16
          + Short.BYTES
          + Long.BYTES
          + Digest.BYTES
          + Long.BYTES
          + Digest.BYTES;

  public RosterStatement {
    if (format < 1 || format > 0xffff || sites < 0) {
      throw new IllegalArgumentException("a format has 16 bits, and sites are not negative");
    }
  }

  /** The signed bytes: domain string, NUL, then the components in order, big-endian. */
  public byte[] bytes() {
    return ByteBuffer.allocate(LENGTH)
        .put(Statement.ROSTER)
        .put(mesh.bytes())
        .putShort((short) format)
        .putLong(epoch.value())
        .put(meshRecord.bytes())
        .putLong(sites)
        .put(root.bytes())
        .array();
  }

  public Signature64 sign(Ed25519PrivateKey rosterKey) {
    return rosterKey.sign(bytes());
  }

  public boolean verify(RosterKey rosterKey, Signature64 signature, Ed25519Verifier verifier) {
    return verifier.verify(rosterKey.key(), bytes(), signature);
  }
}
