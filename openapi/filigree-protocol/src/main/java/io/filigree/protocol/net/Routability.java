package io.filigree.protocol.net;

import java.util.List;
import java.util.Optional;

/** Which ranges a mesh may carry. */
final class Routability {

  private record Net(Cidr range, CidrProblem problem) {}

  private static final List<Net> FORBIDDEN =
      List.of(
          net("0.0.0.0/8", CidrProblem.UNSPECIFIED),
          net("127.0.0.0/8", CidrProblem.LOOPBACK),
          net("169.254.0.0/16", CidrProblem.LINK_LOCAL),
          net("224.0.0.0/4", CidrProblem.MULTICAST),
          net("::/128", CidrProblem.UNSPECIFIED),
          net("::1/128", CidrProblem.LOOPBACK),
          net("fe80::/10", CidrProblem.LINK_LOCAL),
          net("ff00::/8", CidrProblem.MULTICAST));

  private static final List<Cidr> PRIVATE =
      List.of(
          Cidr.parse("10.0.0.0/8"),
          Cidr.parse("172.16.0.0/12"),
          Cidr.parse("192.168.0.0/16"),
          Cidr.parse("100.64.0.0/10"),
          Cidr.parse("fc00::/7"));

  private Routability() {}

  static Optional<CidrProblem> of(Cidr range) {
    if (range.prefix() == 0) {
      return Optional.of(CidrProblem.DEFAULT_ROUTE);
    }
    if (range.prefix() < (range.isV4() ? 8 : 16)) {
      return Optional.of(CidrProblem.TOO_WIDE);
    }
    for (Net net : FORBIDDEN) {
      if (net.range.overlaps(range)) {
        return Optional.of(net.problem);
      }
    }
    return isPrivate(range) ? Optional.empty() : Optional.of(CidrProblem.PUBLIC);
  }

  private static boolean isPrivate(Cidr range) {
    for (Cidr net : PRIVATE) {
      if (net.contains(range)) {
        return true;
      }
    }
    return false;
  }

  private static Net net(String range, CidrProblem problem) {
    return new Net(Cidr.parse(range), problem);
  }
}
