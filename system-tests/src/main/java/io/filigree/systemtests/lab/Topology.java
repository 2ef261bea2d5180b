package io.filigree.systemtests.lab;

import io.filigree.systemtests.lab.NatRouter.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands between sites and the internet, by name. */
public enum Topology {
  PUBLIC("public", "every site has a public IPv4 address"),
  PLAIN_NAT("plain-nat", "each behind a router of its own that shows all others the same port"),
  SYMMETRIC_NAT(
      "symmetric-nat", "each behind a router of its own that shows every other end another port"),
  CARRIER_NAT(
      "carrier-nat", "each behind a router of its own, and that behind the NAT of its carrier"),
  HAIRPIN("hairpin", "all behind one router, which turns back what is sent to its own address"),
  PORT_COLLISION(
      "port-collision",
      "all behind one router and at the same port, so that all but one are seen at another"),
  ANSWERING_NAT(
      "answering-nat", "each behind a router of its own that answers those who were not called"),
  SHORT_MAPPING(
      "short-mapping", "each behind a router of its own that forgets who was silent for 30 s"),
  IPV6_ONLY("ipv6-only", "every site has a public IPv6 address and no IPv4"),
  DUAL_STACK("dual-stack", "every site has a public IPv4 and a public IPv6 address");

  /** The shortest that keepalives of 25 s outlive, and what many home routers do. */
  private static final Duration SHORT = Duration.ofSeconds(30);

  private final String label;
  private final String description;

  Topology(String label, String description) {
    this.label = label;
    this.description = description;
  }

  /** The topology with that name. */
  public static Optional<Topology> named(String label) {
    return Arrays.stream(values()).filter(topology -> topology.label.equals(label)).findFirst();
  }

  /** All names, for who gave another. */
  public static String names() {
    return Arrays.stream(values()).map(Topology::toString).collect(Collectors.joining(", "));
  }

  /** What it is, for a person. */
  public String description() {
    return description;
  }

  /** Sites built on one ground share what sites of this topology share. */
  public Ground in(Lab lab) {
    return switch (this) {
      case PUBLIC -> lab::build;
      case PLAIN_NAT -> plan -> lab.buildBehind(lab.router(Kind.PLAIN), plan);
      case SYMMETRIC_NAT -> plan -> lab.buildBehind(lab.router(Kind.SYMMETRIC), plan);
      case CARRIER_NAT -> plan -> lab.buildBehind(lab.routerBehindCarrier(), plan);
      case HAIRPIN -> hairpin(lab, lab.router(Kind.HAIRPIN));
      case PORT_COLLISION -> shared(lab, lab.router(Kind.PLAIN));
      case ANSWERING_NAT -> plan -> lab.buildBehind(lab.router(Kind.ANSWERING), plan);
      case SHORT_MAPPING -> plan -> lab.buildBehind(forgetful(lab), plan);
      case IPV6_ONLY -> plan -> lab.build(plan, Families.V6);
      case DUAL_STACK -> plan -> lab.build(plan, Families.BOTH);
    };
  }

  private static Ground hairpin(Lab lab, NatRouter router) {
    return plan -> lab.buildBehind(router, plan.withPort(router.nextPort()));
  }

  private static Ground shared(Lab lab, NatRouter router) {
    return plan -> lab.buildBehind(router, plan);
  }

  private static NatRouter forgetful(Lab lab) {
    NatRouter router = lab.router(Kind.PLAIN);
    router.forgetAfter(SHORT);
    return router;
  }

  @Override
  public String toString() {
    return label;
  }
}
