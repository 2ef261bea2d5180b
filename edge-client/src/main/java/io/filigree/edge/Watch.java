package io.filigree.edge;

import io.filigree.edge.agent.LogLine;
import io.filigree.edge.host.Follower;
import io.filigree.edge.host.HostCommands;
import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.route.NetworkMonitor;
import java.io.IOException;

/**
 * Listens to what others do to this machine's network, so that it is put right within a second and
 * not only at the next look. Without it everything works, later.
 */
final class Watch {

  /** Between two signals, so that a storm of events costs next to nothing. */
  private static final long CALM = 500;

  /** Lines read before a signal is given even though more are waiting. */
  private static final int MOST_AT_ONCE = 10_000;

  private static final long FIRST_PAUSE = 1_000;
  private static final long LONGEST_PAUSE = 60_000;

  private final HostCommands commands;
  private final NetworkMonitor monitor;
  private final Runnable disturbed;
  private final Log log;

  /**
   * @param disturbed told from a thread of its own, at most twice a second
   */
  Watch(HostCommands commands, InterfaceName name, Runnable disturbed, Log log) {
    this.commands = commands;
    this.monitor = new NetworkMonitor(name);
    this.disturbed = disturbed;
    this.log = log;
  }

  void start() {
    Thread.ofPlatform().daemon().name("watch").start(this::run);
  }

  private void run() {
    long pause = FIRST_PAUSE;
    try {
      while (true) {
        long began = Clock.now().millis();
        String end = listen();
        boolean lived = Clock.now().millis() - began > LONGEST_PAUSE;
        pause = lived ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, 2 * pause);
        if (lived || pause == 2 * FIRST_PAUSE) {
          log.say(LogLine.of("watch-ended", "reason", end, "doing", "starting it again"));
        }
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String listen() throws InterruptedException {
    try (Follower follower = commands.follow(NetworkMonitor.command())) {
      boolean open = true;
      while (open) {
        boolean concerned = false;
        int lines = 0;
        do {
          var line = follower.next();
          open = line.isPresent();
          concerned |= line.filter(monitor::concerns).isPresent();
        } while (open && lines++ < MOST_AT_ONCE && follower.ready());
        if (concerned) {
          disturbed.run();
          Thread.sleep(CALM);
        }
      }
      return "ip monitor has ended";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
