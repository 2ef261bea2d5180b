package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.lab.SiteBox;

/** What kube-proxy writes on a node: an address of the service range stands for another one. */
final class KubeProxy {

  private final SiteBox node;

  KubeProxy(SiteBox node) {
    this.node = node;
  }

  /** Makes the service of this number, with its end there, and gives its address. */
  String service(int number, String end) {
    String range = node.plan().serviceRange();
    String address = range.substring(0, range.indexOf(".0.0/")) + ".0." + number;
    node.command(
            "iptables",
            "-t",
            "nat",
            "-A",
            "PREROUTING",
            "-d",
            address,
            "-j",
            "DNAT",
            "--to-destination",
            end)
        .run();
    return address;
  }
}
