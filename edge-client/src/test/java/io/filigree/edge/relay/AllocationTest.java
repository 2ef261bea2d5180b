package io.filigree.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A packet that is passed on makes no object: the collector has nothing to do but handshakes. */
class AllocationTest {

  private static final int PACKETS = 100_000;

  @Test
  void dataPacketsAllocateNothing() {
    RelayRun run = RelayRun.attached();
    run.route(Crafted.initiation(1, run.b), run.atA);
    run.route(Crafted.response(2, 1, run.a), run.atB);
    long[] passed = {0};
    ByteBuffer there = direct(Crafted.data(2, 1400));
    ByteBuffer back = direct(Crafted.data(1, 80));
    Switch core = run.core;
    run.onSend(() -> passed[0]++);
    send(core, there, back, run); // links what is linked late
    passed[0] = 0;
    long before = allocated();
    send(core, there, back, run);
    long bytes = allocated() - before;
    assertThat(passed[0]).isEqualTo(2L * PACKETS);
    assertThat(bytes).isLessThan(PACKETS);
  }

  private static void send(Switch core, ByteBuffer there, ByteBuffer back, RelayRun run) {
    for (int i = 0; i < PACKETS; i++) {
      core.receive(there, run.atA, run.now);
      core.receive(back, run.atB, run.now);
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }
}
