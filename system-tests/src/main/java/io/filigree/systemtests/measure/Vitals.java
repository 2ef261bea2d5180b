package io.filigree.systemtests.measure;

import io.filigree.systemtests.lab.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the kernel, and the JVM itself, say of a running program of ours. */
public record Vitals(long pid) {

  /** USER_HZ, which is 100 on every Linux that Java runs on. */
  private static final double TICKS = 100;

  private static final double MB = 1e6;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Resident memory in MB (10^6 bytes). */
  public double rss() {
    return kilobytes("Rss:") * 1024 / MB;
  }

  /** The same with each shared page divided among those who share it. */
  public double pss() {
    return kilobytes("Pss:") * 1024 / MB;
  }

  private double kilobytes(String name) {
    return number(words(line("smaps_rollup", name)).get(1));
  }

  /**
   * Processor time.
   *
   * @param user seconds in the program
   * @param system seconds in the kernel on its behalf
   */
  public record CpuTime(double user, double system) {

    public CpuTime since(CpuTime before) {
      return new CpuTime(user - before.user, system - before.system);
    }

    public double seconds() {
      return user + system;
    }
  }

  /** Its own processor time so far. */
  public CpuTime cpu() {
    List<Double> seconds = times();
    return new CpuTime(seconds.get(0), seconds.get(1));
  }

  /** Processor time so far in seconds: its own and that of the commands that it ran to the end. */
  public double cpuWithCommands() {
    return times().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** User and system time in seconds, its own and that of its children. */
  private List<Double> times() {
    String stat = read("stat");
    // The name before it may hold anything; user, system and twice the children's are 14 to 17.
    List<String> fields = words(stat.substring(stat.lastIndexOf(')') + 1));
    return fields.subList(11, 15).stream().map(field -> number(field) / TICKS).toList();
  }

  /** What it and those commands caused to be written to a disk so far, in bytes. */
  public long writtenBytes() {
    return number(words(line("io", "write_bytes:")).get(1));
  }

  /** Bytes in objects that are in use; asking collects the garbage. */
  public double liveHeap() {
    return number(words(total("GC.class_histogram")).get(2)) / MB;
  }

  /** How many classes are loaded. */
  public long loadedClasses() {
    return number(words(total("VM.classloader_stats")).get(3));
  }

  /** The last line of a table. */
  private String total(String question) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String table = Command.of(jcmd, Long.toString(pid), question).run();
    return table.lines().filter(line -> line.startsWith("Total")).toList().getLast();
  }

  private static List<String> words(String line) {
    return BLANKS.splitAsStream(line.strip()).toList();
  }

  private static long number(String digits) {
    return Long.parseLong(digits);
  }

  private String line(String file, String start) {
    return read(file).lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  private String read(String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
