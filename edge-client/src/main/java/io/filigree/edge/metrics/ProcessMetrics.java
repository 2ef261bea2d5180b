package io.filigree.edge.metrics;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the client itself costs: its footprint is watched, because it grows unseen otherwise. */
final class ProcessMetrics {

  private static final Family BUILD = Family.gauge("build_info", "The client's version; always 1.");
  private static final Family HEAP =
      Family.gauge("jvm_heap_used_bytes", "Java heap in use, garbage included.");
  private static final Family CLASSES =
      Family.gauge("jvm_loaded_classes", "Classes that are loaded now.");
  private static final Family RESIDENT =
      Family.gauge("process_resident_memory_bytes", "Memory that the client occupies.");

  private static final Path OWN_STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT_LINE = "VmRSS:";
  private static final int KIB = 1_024;

  private ProcessMetrics() {}

  static void write(Exposition out, String version) throws IOException {
    out.begin(BUILD);
    out.sample(BUILD, 1, "version", version);
    out.begin(HEAP);
    out.sample(HEAP, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    out.begin(CLASSES);
    out.sample(CLASSES, ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    out.begin(RESIDENT);
    for (String line : Files.readAllLines(OWN_STATUS)) {
      if (line.startsWith(RESIDENT_LINE)) {
        String kibibytes = line.substring(RESIDENT_LINE.length(), line.length() - " kB".length());
        out.sample(RESIDENT, KIB * Long.parseLong(kibibytes.strip()));
      }
    }
  }
}
