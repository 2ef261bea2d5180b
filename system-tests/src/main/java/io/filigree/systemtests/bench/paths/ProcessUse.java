package io.filigree.systemtests.bench.paths;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used, as the kernel counts it.
 *
 * @param user seconds of a core in the program
 * @param system seconds of a core in the kernel on its behalf
 */
record ProcessUse(double user, double system) {

  private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on all of Linux
  private static final int USER_TIME = 11;

  static ProcessUse of(long pid) {
    String stat = read(pid, "stat");
    // the second field is the name in brackets, with whatever in it
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return new ProcessUse(
        Long.parseLong(fields[USER_TIME]) / TICKS_PER_SECOND,
        Long.parseLong(fields[USER_TIME + 1]) / TICKS_PER_SECOND);
  }

  static double residentMegabytes(long pid) {
    return read(pid, "status")
            .lines()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .sum()
        / 1024.0;
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProcessUse since(ProcessUse before) {
    return new ProcessUse(user - before.user, system - before.system);
  }

  double seconds() {
    return user + system;
  }
}
