package io.filigree.edge.plan;

/** How the wg-quick file stands, which nothing of ours ever reads for its content. */
public enum KeptFile {
  /** As it was written last, or not yet written by this process. */
  AS_WRITTEN,
  /** Somebody deleted it. */
  GONE,
  /** Somebody changed it, or who may read it. */
  EDITED
}
