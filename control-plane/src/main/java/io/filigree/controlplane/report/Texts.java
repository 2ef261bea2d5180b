package io.filigree.controlplane.report;

import java.util.Collection;
import java.util.function.Function;

/** A column of values, as the driver takes it for an array that the statement then casts. */
final class Texts {

  private Texts() {}

  static <T> String[] of(Collection<T> rows, Function<T, ?> column) {
    return rows.stream().map(row -> column.apply(row).toString()).toArray(String[]::new);
  }
}
