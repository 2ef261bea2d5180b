package io.filigree.edge;

import io.filigree.edge.coordinator.JoinReply;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.SiteRecord;

/** What a person needs to know right after a join. */
final class Welcome {

  private final Terminal terminal;

  Welcome(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(PeerList list, JoinReply.Joined joined) {
    SiteRecord own = list.own().orElseThrow();
    terminal.say(
        "joined mesh " + list.mesh().name() + " as " + own.name() + " (site " + own.site() + ")");
    for (Range range : own.ranges()) {
      terminal.say("  " + range);
    }
    joined.k3s().ifPresent(this::k3s);
    joined.moreFit().ifPresent(n -> terminal.say(n + " more sites of this size fit"));
    terminal.say("next: filigree run");
  }

  private void k3s(JoinReply.K3s k3s) {
    terminal.say("in /etc/rancher/k3s/config.yaml, before K3s starts for the first time:");
    terminal.say("  cluster-cidr: " + k3s.clusterCidr());
    terminal.say("  service-cidr: " + k3s.serviceCidr());
    terminal.say("  cluster-dns: " + k3s.clusterDns());
    terminal.say("  kube-controller-manager-arg:");
    terminal.say("    - node-cidr-mask-size=" + k3s.nodeCidrMaskSize());
  }
}
