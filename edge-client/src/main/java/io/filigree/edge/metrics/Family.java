package io.filigree.edge.metrics;

/**
 * One metric.
 *
 * @param name without the prefix that all share; says its unit, and ends in {@code _total} if it is
 *     a counter
 * @param decimals what its numbers are counted in: with 6 they are millionths; never negative
 * @param help one line of ASCII without a backslash
 */
record Family(String name, Kind kind, int decimals, String help) {

  static Family gauge(String name, String help) {
    return new Family(name, Kind.GAUGE, 0, help);
  }

  static Family fraction(String name, int decimals, String help) {
    return new Family(name, Kind.GAUGE, decimals, help);
  }

  static Family counter(String name, String help) {
    return new Family(name, Kind.COUNTER, 0, help);
  }
}
