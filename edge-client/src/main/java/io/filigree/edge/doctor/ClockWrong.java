package io.filigree.edge.doctor;

import io.filigree.edge.doctor.Heard.Coordinator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The clock disagrees with the coordinator's, or with what this site once knew to be right. */
final class ClockWrong implements Check.OfSite {
  /** As long as a signature of a read counts (wire.md, Requests). */
  private static final Duration CLOSE = Duration.ofMinutes(5);

  @Override
  public List<Finding> look(Patient patient, Joined joined) {
    Optional<Instant> right = patient.heard().coordinator().flatMap(Coordinator::time);
    if (right.isPresent()) {
      Duration ahead = Duration.between(right.get(), patient.now());
      return ahead.abs().compareTo(CLOSE) <= 0
          ? List.of()
          : List.of(finding(ahead, "the coordinator"));
    }
    return joined
        .rightTime()
        .map(past -> Duration.between(past, patient.now()))
        .filter(since -> since.isNegative() && since.abs().compareTo(CLOSE) > 0)
        .map(since -> finding(since, "what this site remembers"))
        .stream()
        .toList();
  }

  private static Finding finding(Duration ahead, String measure) {
    return ahead.isNegative()
        ? Finding.broken(
            "clock-behind",
            "this clock is " + words(ahead) + " behind " + measure,
            "peers silently ignore handshakes that are older than the last one they saw",
            "timedatectl set-ntp true")
        : Finding.broken(
            "clock-ahead",
            "this clock is " + words(ahead) + " ahead of " + measure,
            "once it is set right, peers ignore this site until its time has come again",
            "timedatectl set-ntp true");
  }

  private static String words(Duration span) {
    long minutes = span.abs().toMinutes();
    return minutes < 120 ? minutes + " min" : minutes / 60 + " h";
  }
}
