package io.filigree.systemtests.system;

import io.filigree.systemtests.lab.SiteBox;

/** Nothing arrives any more on the direct way between two stores; who sends is not told. */
public final class Cut {

  private final Store one;
  private final Store other;

  public Cut(Store one, Store other) {
    this.one = one;
    this.other = other;
  }

  public void make() {
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

  /** Undoes it. */
  public void mend() {
    one.box().command("nft", "delete", "table", "inet", "cut").run();
    other.box().command("nft", "delete", "table", "inet", "cut").run();
  }
}
