package io.filigree.controlplane.mesh;

import io.filigree.controlplane.input.Input;
import io.filigree.protocol.key.Ed25519PublicKey;
import io.filigree.protocol.key.Pin;
import io.filigree.protocol.key.RecoveryKey;
import io.filigree.protocol.name.MeshName;
import io.filigree.protocol.net.CoordinatorUrl;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mesh to be made.
 *
 * @param name DNS label of at most 32 characters
 * @param mode who holds the roster key; only {@code coordinator} is available yet
 * @param pools where next free ranges come from; absent: 100.100.0.0/16 for tunnels, 10.128.0.0/9
 *     for pods and 10.64.0.0/10 for services, with a /16 of each of the latter per site
 * @param links who peers with whom; absent: all with all
 * @param urls where edges find this coordinator; absent: what it knows of itself
 * @param pins of the TLS authority behind these URLs; absent: the coordinator's own; empty: public
 *     authorities are trusted
 * @param recoveryPublicKey absent: a recovery key is made and shown once
 */
@Schema(name = "MeshRequest")
record MeshRequest(
    @Schema(example = "shops") @Nullable String name,
    @Schema(example = "coordinator", allowableValues = "coordinator") @Nullable String mode,
    @Nullable List<PoolRequest> pools,
    @Nullable List<LinkRequest> links,
    @Schema(example = "[\"https://mesh.example.com:8443\"]") @Nullable List<String> urls,
    @Nullable List<String> pins,
    @Nullable String recoveryPublicKey) {

  private static final String COORDINATOR = "coordinator";

  /** What it asks for, or the answer 400. */
  NewMesh read(Origin origin) {
    Input input = new Input();
    var meshName = input.required("name", name, MeshName::parse);
    readMode(input);
    var meshPools = PoolRequest.read(input, pools);
    var meshLinks = LinkRequest.read(input, links);
    var meshUrls = input.texts("urls", urls, Limits.URLS, CoordinatorUrl::parse);
    var meshPins = input.texts("pins", pins, Limits.PINS, Pin::parse);
    var recovery =
        input
            .optional("recoveryPublicKey", recoveryPublicKey, Ed25519PublicKey::parse)
            .map(RecoveryKey::new);
    input.check();
    return new NewMesh(
        meshName.orElseThrow(),
        meshPools.orElseGet(PoolRequest::usual),
        meshLinks,
        meshUrls.orElseGet(origin::urls),
        meshPins.orElseGet(origin::pins),
        recovery);
  }

  private void readMode(Input input) {
    if (mode == null) {
      input.refuse("mode", "is missing; say coordinator");
    } else if (mode.equals("operator")) {
      input.refuse(
          "mode",
          "operator mode, where the roster key stays offline, is not available yet; in coordinator"
              + " mode a stolen database or backup cannot betray the mesh, a taken-over"
              + " coordinator can");
    } else if (!mode.equals(COORDINATOR)) {
      input.refuse("mode", "is not a signing mode; say coordinator");
    }
  }
}
