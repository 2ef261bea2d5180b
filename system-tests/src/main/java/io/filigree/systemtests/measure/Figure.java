package io.filigree.systemtests.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * One measured value with its unit and, where the product promises something, the bar it must meet.
 *
 * @param value in plain decimals
 */
public record Figure(String name, BigDecimal value, String unit, Bar bar) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  public Figure {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name for a figure: " + name);
    }
  }

  public static Figure of(String name, double value, String unit, Bar bar) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    return new Figure(name, rounded, unit, bar);
  }

  public boolean met() {
    return bar.admits(value);
  }

  /** {@code name: value unit}, as scripts read it. */
  public String line() {
    BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    return name + ": " + plain.toPlainString() + " " + unit;
  }

  /** What a value must be. */
  public sealed interface Bar {

    boolean admits(BigDecimal value);

    /** Not promised, only told. */
    static Bar none() {
      return new None();
    }

    static Bar exactly(long value) {
      return new Exactly(BigDecimal.valueOf(value));
    }

    static Bar atMost(long value) {
      return new AtMost(BigDecimal.valueOf(value));
    }

    static Bar atMost(double value) {
      return new AtMost(BigDecimal.valueOf(value));
    }

    static Bar atLeast(long value) {
      return new AtLeast(BigDecimal.valueOf(value));
    }

    static Bar atLeast(double value) {
      return new AtLeast(BigDecimal.valueOf(value));
    }

    /** No bar. */
    record None() implements Bar {
      @Override
      public boolean admits(BigDecimal value) {
        return true;
      }

      @Override
      public String toString() {
        return "told, not promised";
      }
    }

    /** This value and no other. */
    record Exactly(BigDecimal bar) implements Bar {
      @Override
      public boolean admits(BigDecimal value) {
        return value.compareTo(bar) == 0;
      }

      @Override
      public String toString() {
        return "must be " + bar;
      }
    }

    /** This value or less. */
    record AtMost(BigDecimal bar) implements Bar {
      @Override
      public boolean admits(BigDecimal value) {
        return value.compareTo(bar) <= 0;
      }

      @Override
      public String toString() {
        return "at most " + bar;
      }
    }

    /** This value or more. */
    record AtLeast(BigDecimal bar) implements Bar {
      @Override
      public boolean admits(BigDecimal value) {
        return value.compareTo(bar) >= 0;
      }

      @Override
      public String toString() {
        return "at least " + bar;
      }
    }
  }
}
