package io.filigree.edge.probe;

import io.filigree.edge.agent.Echo;
import io.filigree.edge.agent.Question;
import io.filigree.edge.agent.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** ICMP echoes over a raw socket of the JVM's: no process per ping. */
public final class Icmp {

  /** In milliseconds; with more the JVM sends again after each second, and times nothing. */
  private static final int PATIENCE = 1_000;

  private static final long NANOS_PER_MICRO = 1_000;
  private static final Path OWN_STATUS = Path.of("/proc/self/status");
  private static final String CAPABILITIES = "CapEff:";
  private static final int NET_RAW = 13;

  private Icmp() {}

  /**
   * Whether this process may open raw sockets. Without one the JVM would knock at TCP port 7
   * instead, which a peer's firewall drops.
   */
  public static boolean permitted() {
    try {
      for (String line : Files.readAllLines(OWN_STATUS)) {
        if (line.startsWith(CAPABILITIES)) {
          String hex = line.substring(CAPABILITIES.length()).strip();
          return (Long.parseUnsignedLong(hex, 16) >> NET_RAW & 1) == 1;
        }
      }
    } catch (IOException | NumberFormatException unreadable) {
      return false;
    }
    return false;
  }

  /** Asks one after the other; takes at most a second each. */
  public static List<Echo> ask(List<Target> targets) {
    List<Echo> echoes = new ArrayList<>(targets.size());
    for (Target target : targets) {
      echoes.add(new Echo(target.peer(), roundTrip(target, PATIENCE)));
    }
    return echoes;
  }

  /** Asks all at once; takes as long as the one that is given most time, at most. */
  public static List<Echo> askAll(List<Question> questions) {
    List<FutureTask<Echo>> asked = new ArrayList<>(questions.size());
    for (Question question : questions) {
      FutureTask<Echo> answer = new FutureTask<>(() -> answer(question));
      asked.add(answer);
      Thread.ofPlatform().daemon().name("check").start(answer);
    }
    List<Echo> echoes = new ArrayList<>(asked.size());
    for (FutureTask<Echo> answer : asked) {
      echoes.add(outcome(answer));
    }
    return echoes;
  }

  private static Echo answer(Question question) {
    Target target = question.target();
    return new Echo(target.peer(), roundTrip(target, question.patience()));
  }

  private static Echo outcome(FutureTask<Echo> answer) {
    try {
      return answer.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("a question has no outcome", e);
    }
  }

  private static Optional<Duration> roundTrip(Target target, int patience) {
    try {
      InetAddress address = InetAddress.getByAddress(target.address().bytes());
      long start = System.nanoTime();
      boolean answered = address.isReachable(patience);
      long micros = (System.nanoTime() - start) / NANOS_PER_MICRO;
      return answered ? Optional.of(Duration.ofNanos(micros * NANOS_PER_MICRO)) : Optional.empty();
    } catch (IOException noWay) {
      return Optional.empty();
    }
  }
}
