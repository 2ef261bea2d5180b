package io.filigree.controlplane.feed;

/** Who asked the feed, and gets exactly one of these. */
public interface FeedReader {

  /** There is news. */
  void newer(WireText answer, long inbox);

  /** There is none, or only in the inbox. */
  void nothingNewer(long inbox);

  /** The connection broke, or the coordinator could not answer. */
  void failed(String reason);
}
