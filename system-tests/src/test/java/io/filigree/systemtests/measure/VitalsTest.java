package io.filigree.systemtests.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.systemtests.measure.Vitals.CpuTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VitalsTest {

  private final Vitals own = new Vitals(ProcessHandle.current().pid());

  @Test
  void theProcessorTimeThatThisProcessUsesIsCounted() {
    CpuTime before = own.cpu();
    long end = System.nanoTime() + 200_000_000;
    long turns = 0;
    while (System.nanoTime() < end) {
      turns++;
    }
    CpuTime used = own.cpu().since(before);
    assertThat(turns).isPositive();
    assertThat(used.seconds()).isBetween(0.01, 60.0);
    assertThat(used.user()).isPositive();
  }

  @Test
  void memoryIsInMillionsOfBytes() throws IOException {
    String status = Files.readString(Path.of("/proc/self/status"));
    String line =
        status.lines().filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
    double megabytes = Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / 1e6;
    // Read a moment apart, hence a range; too narrow for mebibytes to pass as megabytes.
    assertThat(own.rss()).isBetween(megabytes * 0.96, megabytes * 1.04);
  }
}
