package io.filigree.edge.trust;

import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.roster.Epoch;

/**
 * What the coordinator sent, byte for byte, under a roster signature that was verified. Single
 * documents in it may still be refused ({@link PeerList}).
 *
 * @param cursor where this stands in the mesh's changes
 * @param epoch the roster's number
 * @param signature the roster key's signature over the roster of this epoch
 * @param copy the documents
 */
public record Holdings(Cursor cursor, Epoch epoch, Signature64 signature, MeshCopy copy) {

  /** The mesh record: there is no roster without one. */
  public DocumentText meshRecord() {
    return copy.meshRecord().orElseThrow();
  }
}
