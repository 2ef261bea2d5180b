package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.input.Input;
import io.filigree.controlplane.plan.K3sSettings;
import io.filigree.controlplane.plan.RangeRequest;
import io.filigree.controlplane.plan.RangeRules;
import io.filigree.controlplane.relay.NewRelay;
import io.filigree.controlplane.relay.RelayEndpoints;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A site or a relay that wants in: {@code wireGuardKey} and {@code endpoints} are a relay's, {@code
 * ranges} and {@code plan} a site's.
 *
 * @param token id and secret of its join token, joined by a dot
 * @param name what it wants to be called
 * @param identityKey the key that signs this request and all that follow
 * @param ranges what it brings
 * @param plan prefix lengths, by kind, of the blocks it wants from the pools
 * @param wireGuardKey of a relay; a site announces its own in its facts
 * @param endpoints where a relay listens, first choice first: 1 to 8 of host:port
 */
@Schema(name = "JoinRequest")
record JoinRequest(
    @Schema(example = "mhq2k9c1f0a3b7d2.2l8uRzq") @Nullable String token,
    @Schema(example = "store-a") @Nullable String name,
    @Nullable String identityKey,
    @Nullable List<RangeRequest> ranges,
    @Schema(example = "{\"pod\": 16, \"service\": 16}") @Nullable Map<String, Integer> plan,
    @Nullable String wireGuardKey,
    @Schema(example = "[\"relay-1.example.com:51871\"]") @Nullable List<String> endpoints) {

  private static final int LONGEST_CREDENTIAL = 256;

  /** The token's id and secret, and what is asked for with it. */
  record Read(String credential, Newcomer wish) {}

  /**
   * What it asks for, or the answer 400.
   *
   * @param signer the key that signed the request
   */
  Read read(IdentityKey signer) {
    Input input = new Input();
    if (token == null || token.length() > LONGEST_CREDENTIAL || token.indexOf('.') < 0) {
      input.refuse("token", "is not <id>.<secret>");
    }
    Optional<SiteName> wanted = input.required("name", name, SiteName::parse);
    Optional<IdentityKey> key = input.required("identityKey", identityKey, IdentityKey::parse);
    if (key.isPresent() && !key.get().equals(signer)) {
      input.refuse("identityKey", "is not the key that signed the request");
    }
    boolean isRelay = wireGuardKey != null || endpoints != null;
    Newcomer wish = isRelay ? relay(input, wanted, key) : site(input, wanted, key);
    return new Read(token == null ? "" : token, wish);
  }

  private JoinWish site(Input input, Optional<SiteName> wanted, Optional<IdentityKey> key) {
    List<Range> own = RangeRules.read(input, "ranges", ranges).orElse(List.of());
    Map<RangeKind, Integer> asked =
        plan == null ? Map.of() : TokenRequest.prefixLengths(input, "plan", plan);
    if (asked.containsKey(RangeKind.TUNNEL)) {
      input.refuse("plan.tunnel", "a tunnel address comes by itself");
    }
    input.check();
    JoinWish wish = new JoinWish(wanted.orElseThrow(), key.orElseThrow(), own, asked);
    refuseDefaultServices(input, wish);
    input.check();
    return wish;
  }

  private RelayWish relay(Input input, Optional<SiteName> wanted, Optional<IdentityKey> key) {
    if (ranges != null || plan != null) {
      input.refuse(
          ranges != null ? "ranges" : "plan", "is for sites only; a relay gets one address");
    }
    var wireGuard = input.required("wireGuardKey", wireGuardKey, WireGuardPublicKey::parse);
    var listening = RelayEndpoints.required(input, "endpoints", endpoints);
    input.check();
    return new RelayWish(
        new NewRelay(
            wanted.orElseThrow(),
            key.orElseThrow(),
            wireGuard.orElseThrow(),
            listening.orElseThrow()));
  }

  private static void refuseDefaultServices(Input input, JoinWish wish) {
    if (wish.defaultServices().isEmpty()) {
      return;
    }
    for (int i = 0; i < wish.ranges().size(); i++) {
      if (wish.ranges().get(i).cidr().overlaps(K3sSettings.DEFAULT_SERVICES)) {
        input.refuse(
            "ranges[" + i + "].cidr",
            "%s overlaps %s, K3s's default services; say which services this site has"
                .formatted(wish.ranges().get(i).cidr(), K3sSettings.DEFAULT_SERVICES));
      }
    }
  }
}
