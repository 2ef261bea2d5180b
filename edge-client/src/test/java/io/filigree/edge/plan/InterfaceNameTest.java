package io.filigree.edge.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterfaceNameTest {
  @Test
  void nameOfAnInterfaceIsKept() {
    assertThat(new InterfaceName("filigree0")).hasToString("filigree0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-h",
        "all",
        "default",
        "a b",
        "a\"b",
        "$(id)",
        "a\n",
        "sixteencharacter",
        "é"
      })
  void whatCouldBeSomethingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new InterfaceName(text));
  }
}
