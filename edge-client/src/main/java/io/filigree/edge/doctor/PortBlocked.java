package io.filigree.edge.doctor;

import io.filigree.edge.doctor.FilterTable.Verdict;
import io.filigree.edge.plan.IpFamily;
import io.filigree.protocol.net.IpAddress;
import java.util.List;
import java.util.Optional;

/** The host's own firewall keeps other sites from WireGuard's port. */
final class PortBlocked implements Check.OfMachine {
  /** From the block for documentation: an address nobody has made a rule for. */
  private static final IpAddress SOMEBODY = IpAddress.parse("192.0.2.1");

  @Override
  public List<Finding> look(Patient patient) {
    Packet packet = new Packet("uplink", "", SOMEBODY, SOMEBODY, "udp", patient.port());
    Optional<FilterTable> table = FilterTable.read(patient.machine(), IpFamily.V4);
    return table
        .flatMap(filter ->
            switch (filter.judge("INPUT", packet)) {
              case Verdict.Passes() -> Optional.<Finding>empty();
              case Verdict.Dropped(FilterRule rule) ->
                  Optional.of(blocked(patient, filter, "by the rule " + rule.text()));
              case Verdict.Unwanted(boolean limited) ->
                  Optional.of(
                      limited
                          ? rateLimited(patient)
                          : blocked(patient, filter, "because no rule accepts it"));
            })
        .stream()
        .toList();
  }

  private static Finding blocked(Patient patient, FilterTable filter, String how) {
    return Finding.broken(
        "port-blocked",
        "this host's firewall drops UDP " + patient.port() + ", " + how,
        "a site that speaks first is not heard, so tunnels come up late or never",
        filter.has("ufw-user-input")
            ? "ufw allow " + patient.port() + "/udp"
            : "iptables -I INPUT -p udp --dport " + patient.port() + " -j ACCEPT");
  }

  private static Finding rateLimited(Patient patient) {
    return Finding.broken(
        "port-rate-limited",
        "this host's firewall lets only some packets to UDP " + patient.port() + " in",
        "the limit counts data too: nearly all of it is lost; filigree limits handshakes by itself",
        "iptables -I INPUT -p udp --dport " + patient.port() + " -j ACCEPT");
  }
}
