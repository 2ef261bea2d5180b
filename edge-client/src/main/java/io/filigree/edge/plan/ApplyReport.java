package io.filigree.edge.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * What came of an attempt to change the machine.
 *
 * @param changed what was changed; empty when everything was right already
 * @param failures what could not be changed, one by one
 */
public record ApplyReport(List<Operation> changed, List<Failure> failures) {
  /** Nothing was to be done. */
  public static final ApplyReport NOTHING = new ApplyReport(List.of(), List.of());

  public ApplyReport {
    changed = List.copyOf(changed);
    failures = List.copyOf(failures);
  }

  /** All of it was done. */
  public static ApplyReport done(List<? extends Operation> operations) {
    return new ApplyReport(List.copyOf(operations), List.of());
  }

  /** None of it was done, for one reason. */
  public static ApplyReport failed(List<? extends Operation> operations, String reason) {
    return new ApplyReport(
        List.of(),
        operations.stream().map(operation -> new Failure(operation.describe(), reason)).toList());
  }

  /** The same and one more failure. */
  public ApplyReport and(Failure failure) {
    return and(new ApplyReport(List.of(), List.of(failure)));
  }

  /** Both together. */
  public ApplyReport and(ApplyReport other) {
    return new ApplyReport(
        Stream.concat(changed.stream(), other.changed.stream()).toList(),
        Stream.concat(failures.stream(), other.failures.stream()).toList());
  }
}
