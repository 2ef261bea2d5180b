package io.filigree.edge.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Examines a machine. What is found is looked at twice: {@code run} may be in the middle of a
 * change, and a doctor who cries wolf is not called again.
 */
public final class Doctor {
  /** Between the two looks, in nanoseconds: longer than {@code run} needs for a change. */
  private static final long PAUSE = 2_000_000_000;

  private final Reading reading;
  private final List<Check> checks;

  public Doctor(Reading reading) {
    this(reading, Checks.ALL);
  }

  Doctor(Reading reading, List<Check> checks) {
    this.reading = reading;
    this.checks = checks;
  }

  /** Reads the machine; each time anew. */
  @FunctionalInterface
  public interface Reading {
    Patient read() throws IOException;
  }

  /** The whole examination. */
  public Diagnosis examine() throws IOException {
    Diagnosis first = look(reading.read());
    if (first.findings().isEmpty()) {
      return first;
    }
    LockSupport.parkNanos(PAUSE);
    return look(reading.read()).confirmed(first);
  }

  Diagnosis look(Patient patient) {
    List<Finding> findings = new ArrayList<>();
    int made = 0;
    for (Check check : checks) {
      Optional<List<Finding>> found = guarded(check, patient);
      found.ifPresent(findings::addAll);
      made += found.isPresent() ? 1 : 0;
    }
    return new Diagnosis(subject(patient), made, findings, patient.machine().unseen());
  }

  /** A check that trips over what it reads costs the person its own answer only. */
  private static Optional<List<Finding>> guarded(Check check, Patient patient) {
    try {
      return make(check, patient);
    } catch (RuntimeException e) {
      patient.machine().notSeen(check.getClass().getSimpleName() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<List<Finding>> make(Check check, Patient patient) {
    return switch (check) {
      case Check.OfMachine machine -> Optional.of(machine.look(patient));
      case Check.OfSite site -> patient.joined().map(joined -> site.look(patient, joined));
      case Check.OfMesh mesh ->
          patient.joined().flatMap(Joined::meshed).map(meshed -> mesh.look(patient, meshed));
    };
  }

  private static String subject(Patient patient) {
    Optional<Meshed> meshed = patient.joined().flatMap(Joined::meshed);
    if (meshed.isPresent()) {
      int peers = meshed.get().view().peers().size();
      return meshed.get().view().own().name() + " with " + peers + " peers";
    }
    return patient.joined().isPresent()
        ? "a site without a peer list"
        : "a machine that is no site yet (only the machine was looked at)";
  }
}
