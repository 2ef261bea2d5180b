package io.filigree.controlplane.problem;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** Every problem type there is, for the API's description. Found by looking at all classes. */
public final class ProblemCatalogue {
  private static final String EVERYWHERE = "io.filigree.controlplane";

  private ProblemCatalogue() {}

  /** By status, then by name. */
  public static List<ProblemType> all() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AssignableTypeFilter(ProblemType.class));
    return scanner.findCandidateComponents(EVERYWHERE).stream()
        .flatMap(found -> constants(String.valueOf(found.getBeanClassName())))
        .sorted(
            Comparator.comparingInt((ProblemType type) -> type.status().value())
                .thenComparing(ProblemType::slug))
        .toList();
  }

  private static Stream<ProblemType> constants(String enumName) {
    Class<?> type = ClassUtils.resolveClassName(enumName, ProblemCatalogue.class.getClassLoader());
    return Stream.of(type.getEnumConstants()).map(ProblemType.class::cast);
  }
}
