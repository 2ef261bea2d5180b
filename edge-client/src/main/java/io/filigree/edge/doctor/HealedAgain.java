package io.filigree.edge.doctor;

import io.filigree.edge.agent.Heals.Heal;
import io.filigree.edge.agent.StatusPage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code run} puts the same thing right again and again: somebody works against it. */
final class HealedAgain implements Check.OfSite {
  private static final Duration RECENT = Duration.ofMinutes(10);
  private static final int OFTEN = 3;

  @Override
  public List<Finding> look(Patient patient, Joined joined) {
    Map<String, Integer> times = new TreeMap<>();
    joined.status().map((StatusPage page) -> page.healed().last()).stream()
        .flatMap(Collection::stream)
        .filter(heal -> heal.at().plus(RECENT).isAfter(patient.now()))
        .map(Heal::what)
        .forEach(what -> times.merge(what, 1, Integer::sum));
    return times.entrySet().stream()
        .filter(entry -> entry.getValue() >= OFTEN)
        .map(entry ->
            Finding.warning(
                "healed-again",
                "%s was put right %d times in 10 minutes"
                    .formatted(entry.getKey(), entry.getValue()),
                "another program undoes it, and for up to 30 s each time it is wrong",
                "filigree status"))
        .toList();
  }
}
