package io.filigree.edge.agent;

/** What became of a document we put. */
public sealed interface PutReply {

  /** Stored. */
  record Taken() implements PutReply {}

  /**
   * The coordinator holds one with this counter or a higher one.
   *
   * @param counter the counter it holds; 0 when it did not say
   */
  record Stale(long counter) implements PutReply {}

  /** Not stored, or not known to be. */
  record Failed(String reason) implements PutReply {}
}
