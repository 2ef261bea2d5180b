package io.filigree.edge.plan;

import io.filigree.protocol.net.Cidr;

/** The two internet protocols, where the host treats them apart. */
public enum IpFamily {
  V4,
  V6;

  /** The family a range belongs to. */
  public static IpFamily of(Cidr cidr) {
    return cidr.isV4() ? V4 : V6;
  }
}
