package io.filigree.edge.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FollowerTest {
  private final HostCommands commands = new HostCommands();

  @Test
  void linesComeOneByOneAndThenTheEnd() throws IOException {
    try (Follower follower = commands.follow("printf", "%s\n", "one", "$(id); two")) {
      assertThat(follower.next()).contains("one");
      assertThat(follower.next()).contains("$(id); two");
      assertThat(follower.next()).isEmpty();
    }
  }

  @Test
  void programThatIsNotThereEndsAtOnce() throws IOException {
    try (Follower follower = commands.follow("no-such-tool")) {
      assertThat(follower.next()).isEmpty();
    }
  }

  @Test
  void aLineWithoutEndIsCut() throws IOException {
    try (Follower follower = commands.follow("head", "-c", "1000000", "/dev/zero")) {
      assertThat(follower.next()).hasValueSatisfying(line -> assertThat(line).hasSize(4096));
      assertThat(follower.next()).isEmpty();
    }
  }

  @Test
  void closingEndsTheProgramThoughItSaysNothing() throws Exception {
    Follower follower = commands.follow("sh", "-c", "echo $$; exec sleep 60");
    ProcessHandle program =
        follower.next().map(Long::parseLong).flatMap(ProcessHandle::of).orElseThrow();
    Optional<ProcessHandle> shell = program.parent();

    follower.close();

    assertThat(program.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    assertThat(shell.orElseThrow().onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
  }
}
