package io.filigree.edge.plan;

import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.IpAddress;

/** The two internet protocols, where the host treats them apart. */
public enum IpFamily {
  V4,
  V6;

  /** The family a range belongs to. */
  public static IpFamily of(Cidr cidr) {
    return cidr.isV4() ? V4 : V6;
  }

  /** The family an address belongs to. */
  public static IpFamily of(IpAddress address) {
    return address.isV4() ? V4 : V6;
  }

  /** The protocol's name. */
  public String protocol() {
    return switch (this) {
      case V4 -> "IPv4";
      case V6 -> "IPv6";
    };
  }
}
