package io.filigree.edge.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.InterfaceName;
import org.junit.jupiter.api.Test;

class CountersTest {

  /** As Linux 6.1 prints it: a long counter leaves no blank after the name. */
  private static final String DEVICES =
      """
      Inter-|   Receive                                                |  Transmit
       face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
          lo:  102400     512    0    0    0     0          0         0   204800     512    0    0    0     0       0          0
      filigree0:93847562910   71    0    0    0     0          0         0    11220      66    0    3    0     0       0          0
      filigree01:     7       1    0    0    0     0          0         0        9       1    0    0    0     0       0          0
      """;

  private static Counters of(String name) {
    return new Counters(new InterfaceName(name));
  }

  @Test
  void theBytesBothWaysAreReadFromTheInterfacesOwnLine() {
    assertThat(of("filigree0").parse(DEVICES))
        .contains(new Counters.Bytes(93_847_562_910L, 11_220));
    assertThat(of("filigree01").parse(DEVICES)).contains(new Counters.Bytes(7, 9));
  }

  @Test
  void anInterfaceThatIsNotThereHasNone() {
    assertThat(of("filigree").parse(DEVICES)).isEmpty();
    assertThat(of("filigree0").parse("")).isEmpty();
    assertThat(of("filigree0").parse("filigree0: 1 2")).isEmpty();
  }

  @Test
  void theKernelSaysWhatWentThroughTheLoopback() {
    assertThat(of("lo").read()).isPresent();
  }
}
