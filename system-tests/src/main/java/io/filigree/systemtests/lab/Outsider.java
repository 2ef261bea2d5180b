package io.filigree.systemtests.lab;

import java.util.List;

/**
 * Somebody on the internet of a lab who belongs to no site.
 *
 * @param addresses all of its one interface; sites can be reached from each of them
 */
public record Outsider(NetworkNamespace namespace, List<String> addresses) {

  public Outsider {
    addresses = List.copyOf(addresses);
  }
}
