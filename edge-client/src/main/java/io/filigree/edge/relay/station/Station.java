package io.filigree.edge.relay.station;

import io.filigree.edge.agent.LogLine;
import io.filigree.edge.relay.Address;
import io.filigree.edge.relay.Count;
import io.filigree.edge.relay.Member;
import io.filigree.edge.relay.Members;
import io.filigree.edge.relay.Outside;
import io.filigree.edge.relay.Snapshot;
import io.filigree.edge.relay.Switch;
import io.filigree.protocol.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A running relay: one thread that gives the switch its packets and its time. A second one could
 * follow with sockets of its own on the same port; the kernel would keep each source with one.
 */
public final class Station implements Outside {

  private static final long TICK = 50_000_000;
  private static final long WORK = 2_000_000;
  private static final long SECOND = 1_000_000_000;

  private final Switch core;
  private final Sockets sockets;
  private final RelayFiles files;
  private final RelayStatus status;
  private final InstantSource clock;
  private final Consumer<LogLine> log;
  private final LatestOnly writer = new LatestOnly("state");
  private final LatestOnly shower = new LatestOnly("status");
  private final AtomicReference<Optional<Members>> next = new AtomicReference<>(Optional.empty());
  private long tickedAt;
  private long lookedAt;
  private volatile Snapshot snapshot;
  private volatile boolean stopping;

  /** Opens the sockets and takes up what an earlier run has left. */
  public static Station open(
      RelayConfiguration configuration,
      RelayFiles files,
      RelayStatus status,
      InstantSource clock,
      Consumer<LogLine> log)
      throws IOException {
    Sockets sockets = Sockets.open(configuration.listen());
    Station station = new Station(configuration, sockets, files, status, clock, log);
    station.recall();
    return station;
  }

  private Station(
      RelayConfiguration configuration,
      Sockets sockets,
      RelayFiles files,
      RelayStatus status,
      InstantSource clock,
      Consumer<LogLine> log)
      throws IOException {
    this.sockets = sockets;
    this.files = files;
    this.status = status;
    this.clock = clock;
    this.log = log;
    SecureRandom random = new SecureRandom();
    Instant wall = clock.instant();
    long now = System.nanoTime();
    core =
        new Switch(
            new Switch.Identity(
                files.key(),
                configuration.address(),
                wall.toEpochMilli(),
                Runtime.getRuntime().maxMemory()),
            this,
            count -> {
              byte[] bytes = new byte[count];
              random.nextBytes(bytes);
              return bytes;
            },
            now,
            wall);
    core.serve(configuration.members(), now);
    tickedAt = now;
    lookedAt = now;
    snapshot = core.snapshot();
    log.accept(
        LogLine.of(
            "relay",
            "key",
            core.publicKey().toBase64(),
            "listen",
            configuration.listen().toString(),
            "members",
            Integer.toString(configuration.members().list().size())));
  }

  private void recall() throws IOException {
    Optional<byte[]> memory = files.memory();
    if (memory.isEmpty()) {
      return;
    }
    try {
      core.recall(memory.get(), System.nanoTime());
      Snapshot found = core.snapshot();
      log.accept(
          LogLine.of(
              "recalled",
              "sites",
              Integer.toString(found.attached()),
              "indices",
              Integer.toString(found.indices())));
    } catch (MalformedException e) {
      log.accept(LogLine.of("warning", "what", "the state file: " + e.getMessage()));
    }
  }

  /** Serves these from now on; may be called from any thread. */
  public void serve(Members members) {
    next.set(Optional.of(members));
    sockets.wakeUp();
  }

  /** As of the last second; may be called from any thread. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** Runs until {@link #stop}. */
  public void run() throws IOException {
    try (sockets;
        writer;
        shower) {
      boolean busy = false;
      while (!stopping) {
        sockets.receive(busy ? 0 : TICK / 1_000_000, this::received);
        busy = work();
        long now = System.nanoTime();
        if (now - tickedAt >= TICK) {
          tick(now);
        }
      }
      keep(System.nanoTime());
    }
    log.accept(LogLine.of("stopped"));
  }

  /** May be called from any thread. */
  public void stop() {
    stopping = true;
    sockets.wakeUp();
  }

  private void received(ByteBuffer packet, Address from) {
    try {
      core.receive(packet, from, System.nanoTime());
    } catch (RuntimeException e) {
      // One packet must not end the relay for all; the count says that there is something to mend.
      core.note(Count.FAULTS, 1);
      if (core.snapshot().count(Count.FAULTS) == 1) {
        log.accept(LogLine.of("internal-error", "where", "packet", "what", e.toString()));
      }
    }
  }

  /** Some of what was put off, for two milliseconds at most: then packets have their turn. */
  private boolean work() {
    long start = System.nanoTime();
    long now = start;
    boolean more = true;
    while (more && now - start < WORK) {
      more = core.work(now);
      now = System.nanoTime();
    }
    return more;
  }

  private void tick(long now) {
    tickedAt = now;
    core.tick(now, clock.instant());
    next.getAndSet(Optional.empty()).ifPresent(members -> core.serve(members, now));
    if (now - lookedAt >= SECOND) {
      lookedAt = now;
      core.note(Count.NOT_SENT, sockets.takeFailures());
      Snapshot current = core.snapshot();
      snapshot = current;
      shower.run(() -> status.write(current, log));
      if (core.changed()) {
        keep(now);
      }
    }
  }

  private void keep(long now) {
    byte[] memory = core.remember(now);
    writer.run(() -> {
      try {
        files.keep(memory);
      } catch (IOException e) {
        log.accept(LogLine.of("warning", "what", "no state can be kept: " + e.getMessage()));
      }
    });
  }

  @Override
  public void send(ByteBuffer packet, Address to) {
    sockets.send(packet, to);
  }

  @Override
  public void latched(Member member, Address at) {
    log.accept(LogLine.of("latched", "site", member.name().text(), "at", at.toString()));
  }
}
