package io.filigree.controlplane.plan;

import static java.util.stream.Collectors.joining;

import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What goes into {@code /etc/rancher/k3s/config.yaml} of a site with these ranges.
 *
 * @param clusterCidr pod ranges, IPv4 first, joined by commas
 * @param serviceCidr service ranges, likewise
 * @param clusterDns address of the cluster's DNS service: the tenth of the first service range
 * @param nodeCidrMaskSize prefix length of each node's share of the first pod range
 */
public record K3sSettings(
    String clusterCidr, String serviceCidr, String clusterDns, int nodeCidrMaskSize) {

  /** The service range of a K3s that was told no other. */
  public static final Cidr DEFAULT_SERVICES = Cidr.parse("10.43.0.0/16");

  private static final int DNS_HOST = 10;

  /** The settings of a site with these ranges; empty unless it has both pods and services. */
  public static Optional<K3sSettings> of(List<Range> ranges) {
    List<Cidr> pods = ofKind(ranges, RangeKind.POD);
    List<Cidr> services = ofKind(ranges, RangeKind.SERVICE);
    if (pods.isEmpty() || services.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new K3sSettings(
            commaJoined(pods),
            commaJoined(services),
            services.getFirst().host(DNS_HOST).toString(),
            nodeCidrMaskSize(pods.getFirst())));
  }

  /**
   * K3s's own 24 (IPv6: 64) while that leaves four nodes room; in smaller ranges /25, the least
   * that holds the kubelet's 110 pods; below that the whole range goes to a single node.
   */
  static int nodeCidrMaskSize(Cidr pods) {
    if (!pods.isV4()) {
      return Math.max(64, pods.prefix());
    }
    return pods.prefix() <= 22 ? 24 : Math.max(25, pods.prefix());
  }

  private static List<Cidr> ofKind(List<Range> ranges, RangeKind kind) {
    return ranges.stream()
        .filter(range -> range.kind() == kind)
        .map(Range::cidr)
        .sorted(Comparator.comparing(Cidr::isV4).reversed())
        .toList();
  }

  private static String commaJoined(List<Cidr> cidrs) {
    return cidrs.stream().map(Cidr::toString).collect(joining(","));
  }
}
