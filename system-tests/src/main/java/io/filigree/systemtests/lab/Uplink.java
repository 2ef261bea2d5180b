package io.filigree.systemtests.lab;

import java.util.List;

/** A site's way to the internet. */
interface Uplink {

  /** Gives the site's gateway its line, its address and its default route. */
  void attach(NetworkNamespace gateway);

  /** Takes the line away at once; the kernel would do so in its own time. */
  void detach();

  /** The address at which the internet sees the site. */
  String address();

  /** Whether IPv4 goes over it. */
  boolean hasIpv4();

  /** The addresses at which anybody reaches the site; none behind NAT. */
  List<String> openAddresses();
}
