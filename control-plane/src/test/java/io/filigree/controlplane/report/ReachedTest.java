package io.filigree.controlplane.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReachedTest {

  @Test
  void anEdgeOfBeforeSaysNothingOfPaths() {
    assertThat(Reached.ofStored("{\"counter\":1}")).isEqualTo(Reached.nothing());
  }

  @Test
  void nonsenseThatAnEarlierCoordinatorStoredHidesNobody() {
    assertThat(Reached.ofStored("{\"paths\":[{\"path\":7}]}")).isEqualTo(Reached.nothing());
    assertThat(Reached.ofStored("{\"paths\":\"all\",\"nat\":\"plain\"}"))
        .isEqualTo(Reached.nothing());
  }
}
