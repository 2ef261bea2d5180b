package io.filigree.edge.relay;

import io.filigree.protocol.net.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which site is where: one address per site and one site per address, each proven by the site. */
final class AddressBook {

  /** A site that has been silent for ten of its keepalives has gone. */
  static final long LIFE = Seconds.of(300);

  private final Map<Address, Site> byAddress = new HashMap<>();
  private final Map<IpAddress, List<Site>> byIp = new HashMap<>();

  int size() {
    return byAddress.size();
  }

  /** The site that is there; null if none is known to be. */
  @Nullable Site at(Address address) {
    return byAddress.get(address);
  }

  /** The sites behind one public address. */
  List<Site> at(IpAddress ip) {
    return byIp.getOrDefault(ip, List.of());
  }

  /** Notes where a site is. False if it was there already. */
  boolean put(Site site, Address address) {
    if (address.equals(site.at)) {
      return false;
    }
    remove(site);
    Site other = byAddress.get(address);
    if (other != null) {
      remove(other);
    }
    byAddress.put(address, site);
    byIp.computeIfAbsent(address.ip(), ip -> new ArrayList<>(1)).add(site);
    site.at = address;
    return true;
  }

  /** Forgets where a site was. */
  void remove(Site site) {
    Address old = site.at;
    if (old == null) {
      return;
    }
    site.at = null;
    byAddress.remove(old);
    byIp.computeIfPresent(
        old.ip(),
        (ip, sites) -> {
          sites.remove(site);
          return sites.isEmpty() ? null : sites;
        });
  }

  /** Forgets the silent ones. True if there were any. */
  boolean sweep(List<Site> sites, long now) {
    boolean any = false;
    for (Site site : sites) {
      if (site.at != null && now - site.heard > LIFE) {
        remove(site);
        any = true;
      }
    }
    return any;
  }
}
