package io.filigree.edge.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Firewalls that speak to nftables themselves, firewalld first of all. In nftables a packet has to
 * pass every table: what ours accepts, theirs still drops.
 */
final class OtherFirewall implements Check.OfMesh {
  private static final Pattern PORTS =
      Pattern.compile("dport (?:\\{ )?([0-9, -]+)(?: \\})? .*accept");

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    List<Finding> findings = new ArrayList<>();
    for (BaseChain chain : BaseChain.all(patient.machine())) {
      boolean ours = chain.table().startsWith("filigree_");
      if (!ours && !chain.iptables() && (chain.drops() || endsInReject(chain))) {
        look(patient, mesh, chain).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /** firewalld's policy is accept; the last rules of its chains refuse what is left. */
  private static boolean endsInReject(BaseChain chain) {
    return chain.firewalld()
        && chain.name().equals("filter_" + chain.hook().toUpperCase(Locale.ROOT));
  }

  private static Optional<Finding> look(Patient patient, Meshed mesh, BaseChain chain) {
    Optional<String> text = chain.tableText(patient.machine());
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean lets =
        switch (chain.hook()) {
          case "forward" ->
              mesh.desired().forwarding().isEmpty()
                  || text.get().contains("\"" + patient.name() + "\"");
          case "input" -> admits(text.get(), patient.port());
          default -> true;
        };
    return lets
        ? Optional.empty()
        : Optional.of(chain.at("input") ? input(patient, chain) : forward(patient, chain));
  }

  private static Finding forward(Patient patient, BaseChain chain) {
    return Finding.broken(
        chain.firewalld() ? "firewalld-drops-forward" : "nftables-drops-forward",
        owner(chain) + " drops what this host forwards, and knows nothing of " + patient.name(),
        "pods reach no other site, whatever filigree's own table accepts",
        chain.firewalld()
            ? "firewall-cmd --permanent --zone=trusted --add-interface=%s; firewall-cmd --reload"
                .formatted(patient.name())
            : rule(chain, "iifname " + patient.name())
                + "; "
                + rule(chain, "oifname " + patient.name()));
  }

  private static Finding input(Patient patient, BaseChain chain) {
    return Finding.broken(
        "port-blocked",
        owner(chain) + " drops UDP " + patient.port(),
        "a site that speaks first is not heard, so tunnels come up late or never",
        chain.firewalld()
            ? "firewall-cmd --permanent --add-port=%d/udp; firewall-cmd --reload"
                .formatted(patient.port())
            : rule(chain, "udp dport " + patient.port()));
  }

  private static String owner(BaseChain chain) {
    return chain.firewalld() ? "firewalld" : "the nftables table " + chain.table();
  }

  private static String rule(BaseChain chain, String match) {
    return Word.name(chain.name())
        .flatMap(name -> Word.name(chain.table()).map(table -> table + " " + name))
        .map(place -> "nft insert rule %s %s %s accept".formatted(chain.family(), place, match))
        .orElse("nft list ruleset");
  }

  private static boolean admits(String table, int port) {
    for (String line : table.lines().toList()) {
      Matcher ports = PORTS.matcher(line);
      if (line.contains("udp") && ports.find() && holds(ports.group(1), port)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(String list, int port) {
    for (String item : list.split(",", -1)) {
      String[] ends = item.strip().split("-", 2);
      if (!ends[0].isBlank()
          && Integer.parseInt(ends[0].strip()) <= port
          && port <= Integer.parseInt(ends[ends.length - 1].strip())) {
        return true;
      }
    }
    return false;
  }
}
