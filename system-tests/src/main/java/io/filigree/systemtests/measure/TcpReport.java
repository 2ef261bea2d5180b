package io.filigree.systemtests.measure;

/**
 * What became of a steady TCP connection.
 *
 * @param bytes all that arrived
 * @param zeroMillis the longest time without a byte, in whole windows of 10 ms
 */
public record TcpReport(long bytes, long zeroMillis) {

  /** By how much this one's time at zero exceeds the control's. */
  public long excessOver(TcpReport control) {
    return Math.max(0, zeroMillis - control.zeroMillis);
  }
}
