package io.filigree.controlplane.site;

import io.filigree.controlplane.plan.K3sSettings;
import io.filigree.controlplane.plan.RangeRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A site.
 *
 * @param id in its signed record
 * @param name in URLs and in its label {@code site}
 * @param labels chosen by links
 * @param identityKey signs its requests and facts; absent for a static peer
 * @param ranges what it owns
 * @param k3s its K3s settings, if it has pods and services
 * @param listed whether the roster lists it
 * @param leftAt when it left by itself; its name and ranges are reserved until it is deleted
 * @param minCounter facts below it are refused
 * @param createdAt when it joined
 */
@Schema(name = "Site")
record SiteAnswer(
    String id,
    @Schema(example = "store-a") String name,
    @Schema(example = "{\"region\": \"north\"}") Map<String, String> labels,
    Optional<String> identityKey,
    List<RangeRequest> ranges,
    Optional<K3sSettings> k3s,
    boolean listed,
    Optional<Instant> leftAt,
    long minCounter,
    Instant createdAt) {

  static SiteAnswer of(Site site) {
    return new SiteAnswer(
        site.id().toString(),
        site.name().text(),
        site.labels().values(),
        site.identityKey().map(Object::toString),
        site.ranges().stream().map(RangeRequest::of).toList(),
        K3sSettings.of(site.ranges()),
        site.leftAt().isEmpty(),
        site.leftAt(),
        site.minCounter(),
        site.createdAt());
  }
}
