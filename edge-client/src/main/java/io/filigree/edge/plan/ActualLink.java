package io.filigree.edge.plan;

import java.util.Set;

/**
 * The mesh interface as a network interface.
 *
 * @param up whether it is up; routes exist only while it is
 * @param mtu its MTU in bytes
 * @param addresses its addresses, without link-local ones
 */
public record ActualLink(boolean up, int mtu, Set<InterfaceAddress> addresses) {

  public ActualLink {
    addresses = Set.copyOf(addresses);
  }
}
