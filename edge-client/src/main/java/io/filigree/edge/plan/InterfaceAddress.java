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

  /** What a site has of its tunnel range: the only address, or the first of a wider one. */
  public static InterfaceAddress ofSite(Cidr tunnel) {
    boolean only = tunnel.equals(Cidr.ofHost(tunnel.address()));
    return single(only ? tunnel.address() : tunnel.host(1));
  }

  @Override
  public String toString() {
    return address + "/" + prefix;
  }
}
