package io.filigree.systemtests.measure;

import java.util.Set;

/**
 * What became of one stream.
 *
 * @param lost datagrams that never came back
 * @param longestGapMillis the longest time without an arrival
 * @param seen the source addresses that the receiver saw
 */
public record StreamReport(
    String name, int sent, int lost, double longestGapMillis, Set<String> seen) {

  public StreamReport {
    seen = Set.copyOf(seen);
  }
}
