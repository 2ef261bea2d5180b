package io.filigree.systemtests.bench.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.systemtests.measure.Figures;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgrammeTest {

  private static final Act REBOOT = new Named("reboot");
  private static final Act FLOOD = new Named("flood");

  private final Programme programme = new Programme("weather", List.of(REBOOT, FLOOD));

  private record Named(String name, boolean takesLong) implements Act {

    Named(String name) {
      this(name, false);
    }

    @Override
    public void measure(Figures figures) {
      throw new IllegalStateException("nobody plays it here");
    }
  }

  @Test
  void allActsArePlayedUnlessSomeAreChosen() {
    assertThat(programme.chosen(List.of())).containsExactly(REBOOT, FLOOD);
    assertThat(programme.chosen(List.of("--only", "flood"))).containsExactly(FLOOD);
  }

  @Test
  void anActThatTakesLongIsPlayedOnlyWhenItIsNamed() {
    Act siege = new Named("siege", true);
    Programme longer = new Programme("weather", List.of(REBOOT, siege));
    assertThat(longer.chosen(List.of())).containsExactly(REBOOT);
    assertThat(longer.chosen(List.of("--only", "siege"))).containsExactly(siege);
  }

  @Test
  void actsArePlayedInTheProgrammesOrderHoweverTheyAreNamed() {
    assertThat(programme.chosen(List.of("--only", "flood,reboot"))).containsExactly(REBOOT, FLOOD);
  }

  @Test
  void knownActsMayBeChosen() {
    assertThat(programme.unusable(List.of())).isEmpty();
    assertThat(programme.unusable(List.of("--only", "flood,reboot"))).isEmpty();
  }

  @Test
  void anUnknownActIsRefusedWithTheOnesThereAre() {
    assertThat(programme.unusable(List.of("--only", "flood,fire")))
        .contains("no act fire; there are: reboot, flood");
  }

  @Test
  void anyOtherOptionIsRefusedWithTheOneThereIs() {
    String usage = "bench weather takes nothing, or --only ACT,...";
    assertThat(programme.unusable(List.of("--only"))).contains(usage);
    assertThat(programme.unusable(List.of("flood"))).contains(usage);
    assertThat(programme.unusable(List.of("--fast", "flood"))).contains(usage);
  }
}
