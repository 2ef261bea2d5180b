package io.filigree.systemtests.measure;

import io.filigree.systemtests.lab.NetworkNamespace;
import io.filigree.systemtests.lab.Wait;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Streams of datagrams at 100 Hz on an absolute schedule: a late tick is made up for and never
 * shifts the ones after it ({@code ping -i 0.01} really sends every 16 ms). Everything runs beside
 * a quiet control, which shares clock, sender and receiver but crosses nothing that is tested.
 */
public final class Probes implements AutoCloseable {

  private static final long PERIOD = Duration.ofMillis(10).toNanos();
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final int MOST = 100 * 600;

  private final PacketLoop loop = new PacketLoop();
  private final List<Stream> streams = new ArrayList<>();
  private final List<Stream> controls = new ArrayList<>();
  private volatile boolean running;
  private long start;
  private Thread sender = new Thread(this::send, "probes");

  /** Answers datagrams in the namespace from now on. */
  public void answerIn(NetworkNamespace namespace) {
    Echo.answer(loop, namespace);
  }

  /** Adds a stream; none may run yet. */
  public void add(String name, NetworkNamespace from, String source, String target) {
    streams.add(new Stream(loop, new Stream.Route(name, from, source, target), MOST));
  }

  /** Adds a control stream; none may run yet. */
  public void addControl(NetworkNamespace from, String source, String target) {
    controls.add(new Stream(loop, new Stream.Route("control", from, source, target), MOST));
  }

  /** Starts sending, for 10 minutes at most. */
  public void start() {
    running = true;
    start = System.nanoTime();
    sender = Thread.ofPlatform().name("probes").daemon().start(this::send);
  }

  private void send() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(16);
    for (long tick = 0; running && tick < MOST; tick++) {
      long due = start + tick * PERIOD;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      streams.forEach(stream -> stream.send(buffer));
      controls.forEach(stream -> stream.send(buffer));
    }
  }

  /** Stops sending, waits for the last answers and says what became of the streams. */
  public ProbeReport stop() {
    running = false;
    long end = System.nanoTime();
    Wait.upTo(GRACE, () -> false);
    ProbeReport report = new ProbeReport(reports(streams, end), reports(controls, end));
    streams.forEach(Stream::close);
    controls.forEach(Stream::close);
    streams.clear();
    controls.clear();
    return report;
  }

  private List<StreamReport> reports(List<Stream> of, long end) {
    return of.stream().map(stream -> stream.report(start, end)).toList();
  }

  @Override
  public void close() {
    running = false;
    sender.interrupt();
    loop.close();
  }
}
