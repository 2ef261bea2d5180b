package io.filigree.systemtests.demo;

import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.system.Archives;
import java.nio.file.Path;

/** {@code ./data/demo}: the demo's own data, and nobody else's. */
final class DemoData {

  private DemoData() {}

  /** The folder, empty. */
  static Path wiped() {
    Path folder = Archives.root().resolve("data").resolve("demo");
    Folder.delete(folder);
    return folder;
  }
}
