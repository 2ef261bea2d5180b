package io.filigree.systemtests.system;

import io.filigree.systemtests.lab.SiteBox;

/** A site and its edge client. */
public record Store(SiteBox box, Edge edge) {

  public String name() {
    return box.name();
  }

  /** The address that the mesh gave to the gateway. */
  public String tunnelAddress() {
    return WireGuard.address(box);
  }

  @Override
  public String toString() {
    return name();
  }
}
