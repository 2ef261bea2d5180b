package io.filigree.controlplane.mesh;

import io.filigree.controlplane.input.Input;
import io.filigree.controlplane.plan.Pool;
import io.filigree.controlplane.plan.RangeRules;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.record.RangeKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pool in a request or an answer.
 *
 * @param kind tunnel, pod, service or lan
 * @param cidr the whole space, IPv4 or IPv6
 * @param sitePrefix prefix length a site gets when it asks for no other; absent: one address from a
 *     tunnel pool, else /16 (LANs: /24) (IPv6: /56 for pods, /112 for services, /64 for LANs), or
 *     the whole pool if it is smaller
 */
@Schema(name = "Pool")
record PoolRequest(
    @Schema(
            example = "pod",
            allowableValues = {"tunnel", "pod", "service", "lan"})
        @Nullable String kind,
    @Schema(example = "10.128.0.0/9") @Nullable String cidr,
    @Schema(example = "16") Optional<Integer> sitePrefix) {

  static PoolRequest of(Pool pool) {
    return new PoolRequest(
        pool.kind().toString(), pool.cidr().toString(), Optional.of(pool.sitePrefix()));
  }

  /** The pools of a mesh whose maker did not choose any. */
  static List<Pool> usual() {
    return List.of(
        new Pool(RangeKind.TUNNEL, Cidr.parse("100.100.0.0/16"), 32),
        new Pool(RangeKind.POD, Cidr.parse("10.128.0.0/9"), 16),
        new Pool(RangeKind.SERVICE, Cidr.parse("10.64.0.0/10"), 16));
  }

  static Optional<List<Pool>> read(Input input, @Nullable List<PoolRequest> requests) {
    Optional<List<Pool>> pools =
        input.list("pools", requests, Limits.POOLS, (path, pool) -> pool.read(input, path));
    pools.ifPresent(read -> refuseOverlaps(input, read));
    return pools;
  }

  private Optional<Pool> read(Input input, String path) {
    Optional<RangeKind> pooled = input.required(path + ".kind", kind, RangeKind::parse);
    Optional<Cidr> space = RangeRules.readCidr(input, path + ".cidr", cidr);
    if (pooled.isEmpty() || space.isEmpty()) {
      return Optional.empty();
    }
    int prefix = sitePrefix.orElseGet(() -> usualPrefix(pooled.get(), space.get()));
    int bits = space.get().address().bits();
    if (prefix < space.get().prefix() || prefix > bits) {
      input.refuse(
          path + ".sitePrefix", "must be between %d and %d".formatted(space.get().prefix(), bits));
    } else if (pooled.get() == RangeKind.TUNNEL && prefix != bits) {
      input.refuse(path + ".sitePrefix", "a site has one tunnel address: " + bits);
    }
    return Optional.of(new Pool(pooled.get(), space.get(), prefix));
  }

  private static int usualPrefix(RangeKind kind, Cidr space) {
    boolean v4 = space.isV4();
    int usual =
        switch (kind) {
          case TUNNEL -> space.address().bits();
          case POD -> v4 ? 16 : 56;
          case SERVICE -> v4 ? 16 : 112;
          case LAN -> v4 ? 24 : 64;
        };
    return Math.max(usual, space.prefix());
  }

  private static void refuseOverlaps(Input input, List<Pool> pools) {
    for (int i = 0; i < pools.size(); i++) {
      for (int j = 0; j < i; j++) {
        Cidr earlier = pools.get(j).cidr();
        if (pools.get(i).cidr().overlaps(earlier)) {
          input.refuse(
              "pools[" + i + "].cidr", "%s overlaps %s".formatted(pools.get(i).cidr(), earlier));
        }
      }
    }
  }
}
