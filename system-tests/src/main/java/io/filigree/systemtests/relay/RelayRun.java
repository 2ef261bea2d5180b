package io.filigree.systemtests.relay;

import io.filigree.systemtests.lab.ChildProcess;
import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.system.Archives;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A relay's process in its box: it may be ended and started again, and finds its state there. */
final class RelayRun {

  private static final String HEAP = "-Xmx32m"; // as the launcher does

  private final SiteBox box;
  private final List<String> jvmOptions;
  private final Path state;
  private Optional<ChildProcess> process = Optional.empty();

  RelayRun(SiteBox box, List<String> jvmOptions) {
    this.box = box;
    this.jvmOptions = new ArrayList<>(jvmOptions);
    this.jvmOptions.add(HEAP);
    this.state = box.directory().resolve("state");
  }

  Path state() {
    return state;
  }

  /** A command of the relay's, with its folders. */
  String[] words(List<String> verb, String... options) {
    List<String> all = new ArrayList<>(verb);
    all.addAll(List.of("--state-dir", state.toString(), "--run-dir", state.toString()));
    all.addAll(List.of(options));
    return Archives.edge(jvmOptions, all).toArray(String[]::new);
  }

  void start(String... options) {
    Path log = box.directory().resolve("relay.log");
    Folder.write(log, "");
    String[] words = words(List.of("relay"), options);
    process = Optional.of(ChildProcess.start(log, Map.of(), box.inside(words)));
  }

  /** {@code kill -9}. */
  void kill() {
    process.ifPresent(ChildProcess::kill);
  }

  /** SIGTERM. */
  void stop() {
    process.ifPresent(ChildProcess::stop);
  }

  long pid() {
    return process.map(ChildProcess::pid).orElseThrow();
  }

  /** All that the last run has printed. */
  String output() {
    return process.map(ChildProcess::output).orElse("");
  }

  /** What it last wrote of itself, about a second ago at most. */
  RelayReport report() {
    return new RelayReport(state.resolve("relay.status.json"));
  }
}
