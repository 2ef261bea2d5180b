package io.filigree.systemtests.relay;

import io.filigree.systemtests.lab.ChildProcess;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** What goes over an interface, as somebody on it sees it. */
public final class Capture implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(10);

  private final ChildProcess tcpdump;
  private final Path file;

  private Capture(ChildProcess tcpdump, Path file) {
    this.tcpdump = tcpdump;
    this.file = file;
  }

  /** Records all UDP on that interface of the gateway until it is closed. */
  public static Capture on(SiteBox box, String device) {
    Path file = box.directory().resolve(device + ".pcap");
    Path log = box.directory().resolve(device + ".tcpdump.log");
    ChildProcess tcpdump =
        ChildProcess.start(
            log,
            Map.of(),
            box.inside(
                "tcpdump",
                "-i",
                device,
                "-Z",
                "root",
                "-n",
                "-U",
                "-s",
                "0",
                "-w",
                file.toString(),
                "udp"));
    if (!Wait.upTo(START, () -> tcpdump.output().contains("listening on"))) {
      throw new IllegalStateException("tcpdump: " + tcpdump.output());
    }
    return new Capture(tcpdump, file);
  }

  /** All that was recorded, in tcpdump's format. */
  public byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether those bytes stand anywhere in what was recorded. */
  public boolean shows(byte[] wanted) {
    byte[] all = bytes();
    for (int at = 0; at + wanted.length <= all.length; at++) {
      if (Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    tcpdump.stop();
  }
}
