package io.filigree.systemtests.measure;

import java.util.List;

/** What became of all streams of a run, beside its control. */
public record ProbeReport(List<StreamReport> streams, List<StreamReport> controls) {

  public ProbeReport {
    streams = List.copyOf(streams);
    controls = List.copyOf(controls);
  }

  public int sent() {
    return streams.stream().mapToInt(StreamReport::sent).sum();
  }

  public int lost() {
    return streams.stream().mapToInt(StreamReport::lost).sum();
  }

  /** The longest gap of any stream, in milliseconds. */
  public double longestGap() {
    return longest(streams);
  }

  /** The longest gap of the control: what this machine does to packets that nobody touches. */
  public double controlGap() {
    return longest(controls);
  }

  /** By how much the longest gap exceeds the control's. */
  public double excessGap() {
    return Math.max(0, longestGap() - controlGap());
  }

  private static double longest(List<StreamReport> reports) {
    return reports.stream().mapToDouble(StreamReport::longestGapMillis).max().orElse(0);
  }
}
