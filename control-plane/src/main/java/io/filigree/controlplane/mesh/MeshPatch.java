package io.filigree.controlplane.mesh;

import io.filigree.controlplane.input.Input;
import io.filigree.protocol.key.Pin;
import io.filigree.protocol.net.CoordinatorUrl;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to change about a mesh; what is absent stays, and a given list replaces the whole one.
 *
 * @param links who peers with whom
 * @param urls where edges find this coordinator
 * @param pins of the TLS authority behind these URLs; empty: public authorities are trusted
 */
@Schema(name = "MeshPatch")
record MeshPatch(
    @Nullable List<LinkRequest> links,
    @Schema(example = "[\"https://mesh.example.com:8443\"]") @Nullable List<String> urls,
    @Nullable List<String> pins) {

  /** What it asks for, or the answer 400. */
  MeshEdit read() {
    Input input = new Input();
    var newLinks = Optional.ofNullable(links).map(given -> LinkRequest.read(input, given));
    var newUrls = input.texts("urls", urls, Limits.URLS, CoordinatorUrl::parse);
    var newPins = input.texts("pins", pins, Limits.PINS, Pin::parse);
    input.check();
    return new MeshEdit(newLinks, newUrls, newPins);
  }
}
