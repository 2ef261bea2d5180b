package io.filigree.edge.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.host.Command;
import io.filigree.edge.host.Commands;
import io.filigree.edge.host.Outcome;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.plan.Operation.CreateInterface;
import io.filigree.edge.plan.Operation.RemoveInterface;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who serves the interface, on a machine that exists only in memory. */
class UserspaceTest {
  private static final InterfaceName NAME = new InterfaceName("filigree0");
  private static final String UNIT = "filigree-wg@filigree0.service";
  private static final Path INDEX = Path.of("/sys/class/net/filigree0/ifindex");

  private final List<String> ran = new ArrayList<>();
  private final Set<String> failing = new HashSet<>(Set.of("ip link add"));
  private String namespaces = "net:[1]\nnet:[1]\n";

  /** How often the interface is looked for before it is there. */
  private int looks = 3;

  private final Commands commands =
      new Commands() {
        @Override
        public Outcome run(Command command) {
          String words = String.join(" ", command.argv());
          ran.add(words);
          boolean fails = failing.stream().anyMatch(words::startsWith);
          return new Outcome(fails ? 1 : 0, words.startsWith("readlink") ? namespaces : "", "no");
        }

        @Override
        public Optional<String> read(Path file) {
          return file.equals(INDEX) && looks-- <= 0 ? Optional.of("5\n") : Optional.empty();
        }
      };

  private final WireGuard wireGuard = new WireGuard(commands, NAME, Path.of("/nowhere"));

  @Test
  void kernelComesFirst() {
    failing.clear();

    assertThat(create().failures()).isEmpty();
    assertThat(ran).containsExactly("ip link add filigree0 type wireguard");
  }

  @Test
  void unitServesItWhereSystemdRuns() {
    assertThat(create().failures()).isEmpty();
    assertThat(looks).as("it was waited for").isNegative();
    assertThat(ran)
        .contains("systemctl start " + UNIT)
        .noneMatch(words -> words.startsWith("wireguard-go"));
  }

  @Test
  void withoutSystemdOrItsUnitItIsDetached() {
    failing.add("systemctl cat");

    assertThat(create().failures()).isEmpty();
    assertThat(ran).contains("wireguard-go filigree0").doesNotContain("systemctl start " + UNIT);
  }

  @Test
  void inAnotherNetworkNamespaceSystemdIsNotAsked() {
    namespaces = "net:[1]\nnet:[2]\n";

    assertThat(create().failures()).isEmpty();
    assertThat(ran).contains("wireguard-go filigree0").noneMatch(w -> w.startsWith("systemctl"));
  }

  @Test
  void unitThatMakesNothingIsNamed() {
    looks = Integer.MAX_VALUE;

    assertThat(create().failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).contains(UNIT, "journalctl"));
  }

  @Test
  void leavingStopsTheUnitFirstForItWouldBringTheInterfaceBack() {
    failing.add("ip link del");
    looks = Integer.MAX_VALUE;

    assertThat(wireGuard.remove(new RemoveInterface(NAME)).failures()).isEmpty();
    assertThat(ran.indexOf("systemctl stop " + UNIT))
        .isNotNegative()
        .isLessThan(ran.indexOf("ip link del dev filigree0"));
  }

  private ApplyReport create() {
    return wireGuard.create(new CreateInterface(NAME));
  }
}
