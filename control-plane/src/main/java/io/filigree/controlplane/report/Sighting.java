package io.filigree.controlplane.report;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;

/**
 * Where a public peer sees the tunnel of a site.
 *
 * @param site the site that is seen
 * @param address where its packets come from
 * @param port UDP
 */
record Sighting(SiteId site, IpAddress address, int port) {

  static Sighting parse(JsonFields fields) {
    Endpoint endpoint = fields.text("endpoint", Endpoint::parse);
    IpAddress address =
        endpoint.address().orElseThrow(() -> new MalformedException("has a name for an address"));
    return new Sighting(fields.text("site", SiteId::parse), address, endpoint.port());
  }
}
