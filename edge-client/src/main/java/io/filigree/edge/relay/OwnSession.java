package io.filigree.edge.relay;

import io.filigree.protocol.noise.Transport;

/** A session of a site with the relay itself. */
final class OwnSession {

  private final Site site;
  private final Transport transport;
  private final long born;

  /** The site has sent something through it. */
  boolean confirmed;

  OwnSession(Site site, Transport transport, long born) {
    this.site = site;
    this.transport = transport;
    this.born = born;
  }

  Site site() {
    return site;
  }

  Transport transport() {
    return transport;
  }

  long born() {
    return born;
  }
}
