package io.filigree.controlplane.api;

import io.filigree.controlplane.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list: what follows a key, at most so many. Cursors name a row, not a number, so
 * rows that come and go shift nothing.
 *
 * @param after sort key of the last row of the page before; empty for the first page
 * @param limit 1 to {@value #LARGEST}
 */
public record PageQuery(Optional<String> after, int limit) {
  static final int LARGEST = 200;
  static final int USUAL = 50;

  /** From the parameters {@code limit} and {@code cursor}; throws the answer 400. */
  public static PageQuery of(@Nullable Integer limit, @Nullable String cursor) {
    int size = limit == null ? USUAL : limit;
    if (size < 1 || size > LARGEST) {
      throw Problem.invalid("limit", "must be between 1 and " + LARGEST).exception();
    }
    return new PageQuery(Optional.ofNullable(cursor).map(PageQuery::decode), size);
  }

  /** One more than the page holds: whether there is a next page shows for free. */
  public int fetch() {
    return limit + 1;
  }

  static String encode(String key) {
    byte[] bytes = ("1" + key).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String decode(String cursor) {
    try {
      String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (key.startsWith("1")) {
        return key.substring(1);
      }
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
    throw unknown();
  }

  private static RuntimeException unknown() {
    return Problem.invalid("cursor", "is not one that this list gave out").exception();
  }
}
