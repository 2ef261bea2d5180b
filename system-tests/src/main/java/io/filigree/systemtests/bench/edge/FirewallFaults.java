package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.system.WireGuard;
import java.util.List;
import java.util.stream.Stream;

/** Faults of firewalls, as the programs leave them that are not installed here. */
final class FirewallFaults {

  private static final String NAME = WireGuard.INTERFACE;
  private static final String TAGGED = " " + NAME + " -m comment --comment filigree -j ACCEPT";

  private final Patient patient;

  FirewallFaults(Patient patient) {
    this.patient = patient;
  }

  /** On a host that forwards what nobody forbids. */
  List<Fault> open() {
    return List.of(
        Fault.of(
            "port-blocked",
            () -> {
              patient.run("iptables -A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT");
              patient.run("iptables -P INPUT DROP");
            },
            () -> {
              patient.run("iptables -P INPUT ACCEPT");
              patient.run("iptables -F INPUT");
            }),
        Fault.of(
            "table-edited",
            () ->
                patient.run(
                    "nft insert rule inet filigree_" + NAME + " to_host tcp dport 22 accept"),
            patient::heal),
        Fault.of("source-rewritten", this::masquerade, this::masqueradeNoMore),
        Fault.of(
            "firewalld-drops-forward",
            this::firewalld,
            () -> patient.run("nft delete table inet firewalld")));
  }

  /** On a host that drops what it forwards, where our two rules stand in FORWARD. */
  List<Fault> dropping() {
    return List.of(
        Fault.disguised("iptables-missing", patient.without("iptables")),
        dropper("docker-drops-forward", "DOCKER-USER"),
        dropper("ufw-drops-forward", "ufw-user-forward"));
  }

  private Fault dropper(String finding, String chain) {
    return Fault.of(
        finding,
        () -> {
          ours("-D FORWARD");
          patient.run("iptables -N " + chain);
          patient.run("iptables -A FORWARD -j " + chain);
        },
        () -> {
          patient.run("iptables -D FORWARD -j " + chain);
          patient.run("iptables -X " + chain);
          ours("-I FORWARD");
        });
  }

  private void ours(String what) {
    Stream.of("-i", "-o").forEach(side -> patient.run("iptables " + what + " " + side + TAGGED));
  }

  private void masquerade() {
    patient.nft(
        """
        table ip early {
          chain post {
            type nat hook postrouting priority 50; policy accept;
            ip saddr %s oifname "%s" masquerade
          }
        }
        """
            .formatted(patient.store().box().plan().podRange(), NAME));
  }

  private void masqueradeNoMore() {
    patient.run("nft delete table ip early");
    patient.run("conntrack -F");
  }

  /** What is left of firewalld 1.3's table where only the way of a forwarded packet counts. */
  private void firewalld() {
    patient.nft(
        """
        table inet firewalld {
          chain filter_FORWARD {
            type filter hook forward priority 10; policy accept;
            ct state { established, related } accept
            ct status dnat accept
            iifname "lo" accept
            ct state invalid drop
            reject with icmpx admin-prohibited
          }
        }
        """);
  }
}
