package io.filigree.edge.plan;

import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.IpAddress;

/**
 * An address of an interface, with the prefix it was given: not a range, for it has host bits.
 *
 * @param address the address
 * @param prefix how many leading bits the kernel takes for the link's own network
 */
public record InterfaceAddress(IpAddress address, int prefix) {

  /** An address that makes nothing else part of the link. */
  public static InterfaceAddress single(IpAddress address) {
    return new InterfaceAddress(address, Cidr.ofHost(address).prefix());
  }

  @Override
  public String toString() {
    return address + "/" + prefix;
  }
}
