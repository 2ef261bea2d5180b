package io.filigree.edge.relay;

import java.util.Map;

/**
 * The relay at one moment, for whoever shows it.
 *
 * @param members keys that may attach
 * @param attached sites whose address is known
 * @param indices entries of the index table: about two for each direction of a pair in use
 * @param sessions sessions of sites with the relay itself
 * @param unanswered initiations kept for a receiver that was away
 * @param underLoad whether strangers must show a cookie
 * @param counts since the start
 */
public record Snapshot(
    int members,
    int attached,
    int indices,
    int sessions,
    int unanswered,
    boolean underLoad,
    Map<Count, Long> counts) {

  public Snapshot {
    counts = Map.copyOf(counts);
  }

  public long count(Count what) {
    return counts.getOrDefault(what, 0L);
  }
}
