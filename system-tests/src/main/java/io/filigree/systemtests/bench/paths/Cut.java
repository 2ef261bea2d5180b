package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.system.Store;

/** Nothing arrives any more on the direct way between two stores; who sends is not told. */
final class Cut {

  private final Store one;
  private final Store other;

  Cut(Store one, Store other) {
    this.one = one;
    this.other = other;
  }

  void make() {
    drop(one.box(), other.box());
    drop(other.box(), one.box());
  }

  private static void drop(SiteBox at, SiteBox from) {
    String rules =
        """
        table inet cut {
          chain in { type filter hook input priority -300; ip saddr %s meta l4proto udp drop; }
        }
        """
            .formatted(from.publicAddress());
    at.command("nft", "-f", "-").reading(rules).run();
  }

  void mend() {
    one.box().command("nft", "delete", "table", "inet", "cut").run();
    other.box().command("nft", "delete", "table", "inet", "cut").run();
  }
}
