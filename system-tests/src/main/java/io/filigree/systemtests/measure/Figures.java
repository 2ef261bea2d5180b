package io.filigree.systemtests.measure;

import io.filigree.systemtests.measure.Figure.Bar;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The figures of a run. Each is printed as soon as it is known, from column 0. */
public final class Figures {

  private final PrintStream out;
  private final List<Figure> figures = new ArrayList<>();

  public Figures(PrintStream out) {
    this.out = out;
  }

  /** Adds a number of things. */
  public void count(String name, long value, String unit, Bar bar) {
    add(name, (double) value, unit, bar);
  }

  public void add(String name, double value, String unit, Bar bar) {
    Figure figure = Figure.of(name, value, unit, bar);
    if (figures.stream().anyMatch(known -> known.name().equals(name))) {
      throw new IllegalArgumentException("a figure has one value: " + name);
    }
    figures.add(figure);
    out.println(figure.line());
  }

  /** Something worth knowing beside the figures, indented so that no script takes it for one. */
  public void note(Object remark) {
    out.println("  " + remark);
  }

  /** The middle value, or the mean of the two in the middle. */
  public static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** The largest value. */
  public static double worst(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** The figures that miss their bars. */
  public List<Figure> missed() {
    return figures.stream().filter(figure -> !figure.met()).toList();
  }

  /** Says which bars were missed and gives the exit code: 0 or 1. */
  public int conclude() {
    missed().forEach(figure -> out.println("  missed: " + figure.line() + ", " + figure.bar()));
    out.println(missed().isEmpty() ? "  all bars met" : "  bars missed: " + missed().size());
    return missed().isEmpty() ? 0 : 1;
  }
}
