package io.filigree.controlplane.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items in the list's order
 * @param nextCursor give it back as {@code cursor} for the next page; absent on the last one
 */
public record Page<T>(List<T> items, Optional<String> nextCursor) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Cuts a page from {@link PageQuery#fetch} rows.
   *
   * @param key the sort key of a row, as {@link PageQuery#after} gets it back
   */
  public static <T> Page<T> of(List<T> rows, PageQuery query, Function<T, String> key) {
    if (rows.size() <= query.limit()) {
      return new Page<>(rows, Optional.empty());
    }
    List<T> items = rows.subList(0, query.limit());
    return new Page<>(items, Optional.of(PageQuery.encode(key.apply(items.getLast()))));
  }

  /** The same page with every item shown otherwise. */
  public <R> Page<R> map(Function<T, R> show) {
    return new Page<>(items.stream().map(show).toList(), nextCursor);
  }
}
