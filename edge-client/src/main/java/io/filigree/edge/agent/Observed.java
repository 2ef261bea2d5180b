package io.filigree.edge.agent;

import io.filigree.protocol.net.IpAddress;
import java.util.List;

/**
 * The inbox, as far as this version reads it.
 *
 * @param number where it stands
 * @param addresses the addresses this site was seen from, newest first
 */
public record Observed(long number, List<IpAddress> addresses) {

  public Observed {
    addresses = List.copyOf(addresses);
  }
}
