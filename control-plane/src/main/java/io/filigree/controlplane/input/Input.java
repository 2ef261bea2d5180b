package io.filigree.controlplane.input;

import io.filigree.controlplane.problem.Violations;
import io.filigree.protocol.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request. Each call reads one field; a field that is wrong reads as empty and leaves a
 * violation, and {@link #check} answers with all of them before anything is done.
 */
public final class Input {

  private final Violations violations = new Violations();

  /** Notes something wrong. */
  public void refuse(String field, String reason) {
    violations.add(field, reason);
  }

  /** Answers 400 with everything that was wrong, if anything was. */
  public void check() {
    violations.throwIfAny();
  }

  /**
   * A value that must be there. Empty only if it is noted as wrong, so {@code orElseThrow} is safe
   * after the check.
   */
  public <T> Optional<T> required(String field, @Nullable String text, Function<String, T> parser) {
    if (text == null) {
      violations.add(field, "is missing");
      return Optional.empty();
    }
    return parsed(field, () -> parser.apply(text));
  }

  /** A value that may be absent. */
  public <T> Optional<T> optional(String field, @Nullable String text, Function<String, T> parser) {
    return text == null ? Optional.empty() : parsed(field, () -> parser.apply(text));
  }

  /** A list that may be absent; {@code parser} gets each element and its path. */
  public <E, T> Optional<List<T>> list(
      String field,
      @Nullable List<E> elements,
      int atMost,
      BiFunction<String, E, Optional<T>> parser) {
    if (elements == null) {
      return Optional.empty();
    }
    if (elements.size() > atMost) {
      violations.add(field, "has more than " + atMost + " elements");
      return Optional.empty();
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      parser.apply(field + "[" + i + "]", elements.get(i)).ifPresent(values::add);
    }
    return Optional.of(values);
  }

  /** A list of texts that may be absent. */
  public <T> Optional<List<T>> texts(
      String field, @Nullable List<String> texts, int atMost, Function<String, T> parser) {
    return list(field, texts, atMost, (path, text) -> required(path, text, parser));
  }

  /** Runs a parser whose complaint belongs to {@code field}, or to a place inside it. */
  public <T> Optional<T> parsed(String field, Supplier<T> parse) {
    try {
      return Optional.of(parse.get());
    } catch (MalformedException e) {
      violations.add(e.in(field).field(), e.reason());
      return Optional.empty();
    }
  }
}
