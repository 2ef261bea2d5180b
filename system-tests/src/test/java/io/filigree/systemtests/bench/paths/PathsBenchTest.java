package io.filigree.systemtests.bench.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PathsBenchTest {

  @Test
  void knownActsMayBeChosenAndNothingElse() {
    assertThat(PathsBench.unusable(List.of())).isEmpty();
    assertThat(PathsBench.unusable(List.of("--only", "attacks,rebinds"))).isEmpty();
    assertThat(PathsBench.unusable(List.of("--only", "attacks,magic")))
        .hasValueSatisfying(why -> assertThat(why).contains("no act magic", "symmetric"));
    assertThat(PathsBench.unusable(List.of("--only"))).isPresent();
    assertThat(PathsBench.unusable(List.of("attacks"))).isPresent();
  }

  @Test
  void whatThisProcessUsesIsCounted() {
    ProcessUse before = ProcessUse.of(ProcessHandle.current().pid());
    long end = System.nanoTime() + 200_000_000;
    long turns = 0;
    while (System.nanoTime() < end) {
      turns++;
    }
    ProcessUse used = ProcessUse.of(ProcessHandle.current().pid()).since(before);
    assertThat(turns).isPositive();
    assertThat(used.seconds()).isBetween(0.01, 60.0);
    assertThat(ProcessUse.residentMegabytes(ProcessHandle.current().pid())).isGreaterThan(10);
  }
}
