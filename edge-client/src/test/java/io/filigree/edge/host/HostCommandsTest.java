package io.filigree.edge.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostCommandsTest {
  private final Commands commands = new HostCommands();

  @Test
  void argumentIsNeverReadByAShell() {
    assertThat(commands.run(Command.of("echo", "$(id)", "; ls")).out()).isEqualTo("$(id) ; ls\n");
  }

  @Test
  void inputReachesTheCommand() {
    assertThat(commands.run(Command.of("cat").reading("a\nb")).out()).isEqualTo("a\nb");
  }

  @Test
  void exitCodeAndComplaintAreReported() {
    Outcome outcome = commands.run(Command.of("sh", "-c", "echo no >&2; exit 3"));

    assertThat(outcome).isEqualTo(new Outcome(3, "", "no\n"));
    assertThat(outcome.reason()).isEqualTo("no");
  }

  @Test
  void missingToolIsNamedWithItsPackage() {
    Outcome outcome = commands.run(Command.of("no-such-tool"));

    assertThat(outcome.missing()).isTrue();
    assertThat(Tool.advice("wg")).contains("wireguard-tools");
    assertThat(outcome.reason()).isEqualTo("no-such-tool is not installed");
  }

  @Test
  void fileThatCannotBeRunIsNoMissingTool() {
    Outcome outcome = commands.run(Command.of("/dev/null"));

    assertThat(outcome.ok()).isFalse();
    assertThat(outcome.missing()).isFalse();
  }

  @Test
  void commandThatDoesNotEndIsEnded() {
    var forever = new Command(List.of("sleep", "60"), Optional.empty(), Duration.ofMillis(100));

    assertThat(commands.run(forever).exit()).isEqualTo(Outcome.TIMED_OUT);
  }

  @Test
  void runawayOutputIsAFailure() {
    var flood =
        new Command(
            List.of("head", "-c", "20000000", "/dev/zero"),
            Optional.empty(),
            Duration.ofSeconds(10));

    assertThat(commands.run(flood).ok()).isFalse();
  }

  @Test
  void largeInputAndOutputDoNotBlockEachOther() {
    String text = "0123456789".repeat(100_000);

    assertThat(commands.run(Command.of("cat").reading(text)).out()).isEqualTo(text);
  }
}
