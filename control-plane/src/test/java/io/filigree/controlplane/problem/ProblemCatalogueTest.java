package io.filigree.controlplane.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class ProblemCatalogueTest {

  @Test
  void everyTypeHasItsOwnUri() {
    var seen = new HashSet<String>();
    assertThat(ProblemCatalogue.all())
        .hasSizeGreaterThan(CommonProblem.values().length)
        .allMatch(type -> seen.add(type.slug()), "is the only one of its name");
  }

  @Test
  void everyTypeIsAnError() {
    assertThat(ProblemCatalogue.all()).allMatch(type -> type.status().isError());
  }

  @Test
  void uriIsTheNameInKebabCase() {
    assertThat(CommonProblem.BODY_TOO_LARGE.uri())
        .hasToString("https://filigree.io/problems/body-too-large");
  }
}
