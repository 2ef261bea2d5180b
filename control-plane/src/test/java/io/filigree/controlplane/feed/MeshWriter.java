package io.filigree.controlplane.feed;

import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;

/** Changes one mesh in some store as the registry and the reports do: each call is one revision. */
interface MeshWriter {

  /** The mesh it changes. */
  MeshId mesh();

  /** Replaces the mesh record and signs the next roster. */
  void meshRecord(DocumentText record);

  /** Lists a site, or replaces its record, and signs the next roster. */
  void site(SiteId site, DocumentText record);

  /** Replaces the facts of a listed site. */
  void facts(SiteId site, DocumentText facts);

  /** Takes a site off the roster, and its facts along. */
  void remove(SiteId site);

  /** Drops the log's rows of one revision, as no correct program would. */
  void loseLog(long revision);
}
