package io.filigree.edge.doctor;

import io.filigree.edge.doctor.FilterTable.Verdict;
import io.filigree.edge.plan.IpFamily;
import io.filigree.protocol.net.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The host's FORWARD chain keeps the mesh's packets, because nobody accepts them or because a rule
 * before ours drops them. Both ways are thought through.
 */
final class ForwardDrops implements Check.OfMesh {
  private static final int ANY_PORT = 8080;

  /** Whoever made the host drop what it forwards, and where rules of ours belong then. */
  private enum Owner {
    DOCKER("docker-drops-forward", "Docker makes this host drop", "DOCKER-USER", "DOCKER-USER"),
    UFW("ufw-drops-forward", "ufw makes this host drop", "ufw-user-forward", "ufw6-user-forward"),
    NOBODY("forward-drops", "the FORWARD chain drops", "FORWARD", "FORWARD");

    private final String id;
    private final String says;
    private final String chain4;
    private final String chain6;

    Owner(String id, String says, String chain4, String chain6) {
      this.id = id;
      this.says = says;
      this.chain4 = chain4;
      this.chain6 = chain6;
    }

    String chain(IpFamily family) {
      return family == IpFamily.V4 ? chain4 : chain6;
    }

    static Owner of(FilterTable table, IpFamily family) {
      return Stream.of(values())
          .filter(owner -> table.has(owner.chain(family)))
          .findFirst()
          .orElse(NOBODY);
    }
  }

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    return mesh.desired().forwarding().stream()
        .sorted()
        .flatMap(family -> look(patient, mesh, family).stream())
        .toList();
  }

  private static Optional<Finding> look(Patient patient, Meshed mesh, IpFamily family) {
    boolean v4 = family == IpFamily.V4;
    Optional<Cidr> own = Cidrs.widest(mesh.desired().exported(), v4);
    Optional<Cidr> remote = Cidrs.widest(mesh.remote(), v4);
    Optional<FilterTable> table = FilterTable.read(patient.machine(), family);
    if (own.isEmpty() || remote.isEmpty() || table.isEmpty()) {
      return Optional.empty();
    }
    String pods = Links.pods(patient, mesh, v4).map(Links.Address::link).orElse("pods");
    Packet out = packet(pods, patient.name().value(), own.get(), remote.get());
    Packet in = packet(patient.name().value(), pods, remote.get(), own.get());
    return Stream.of(out, in)
        .flatMap(packet -> finding(patient, table.get(), packet).stream())
        .findFirst();
  }

  private static Packet packet(String in, String out, Cidr from, Cidr to) {
    return new Packet(in, out, Cidrs.sample(from), Cidrs.sample(to), "tcp", ANY_PORT);
  }

  private static Optional<Finding> finding(Patient patient, FilterTable table, Packet packet) {
    String tool = packet.family() == IpFamily.V4 ? "iptables" : "ip6tables";
    return switch (table.judge("FORWARD", packet)) {
      case Verdict.Passes() -> Optional.empty();
      case Verdict.Dropped(FilterRule rule) ->
          Optional.of(
              Finding.broken(
                  "forward-blocked",
                  "a firewall rule drops what goes between pods and mesh: " + rule.text(),
                  why(packet),
                  tool + " -S | grep -nE 'DROP|REJECT'"));
      case Verdict.Unwanted unwanted -> {
        Owner owner = Owner.of(table, packet.family());
        yield Optional.of(
            Finding.broken(
                owner.id,
                owner.says + " what it forwards, and filigree's two rules are not there",
                why(packet),
                accept(tool, owner.chain(packet.family()), "-i", patient)
                    + "; "
                    + accept(tool, owner.chain(packet.family()), "-o", patient)));
      }
    };
  }

  private static String why(Packet packet) {
    return "pods reach no other site: %s to %s is dropped".formatted(packet.from(), packet.to());
  }

  private static String accept(String tool, String chain, String side, Patient patient) {
    return "%s -I %s %s %s -m comment --comment filigree -j ACCEPT"
        .formatted(tool, chain, side, patient.name());
  }
}
