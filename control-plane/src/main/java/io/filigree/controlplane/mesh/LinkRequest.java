package io.filigree.controlplane.mesh;

import io.filigree.controlplane.input.Input;
import io.filigree.protocol.name.Link;
import io.filigree.protocol.name.Links;
import io.filigree.protocol.name.Selector;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pair of selectors: every site that the one chooses peers with every site that the other
 * chooses.
 *
 * @param from {@code *}, or labels such as {@code region=north,tier=gold}; a site's name is its
 *     label {@code site}
 * @param to likewise
 */
@Schema(name = "Link")
record LinkRequest(
    @Schema(example = "region=north") @Nullable String from,
    @Schema(example = "site=hub") @Nullable String to) {

  static LinkRequest of(Link link) {
    return new LinkRequest(link.from().toString(), link.to().toString());
  }

  /** The links asked for; all with all if none are. */
  static Links read(Input input, @Nullable List<LinkRequest> requests) {
    return input
        .list("links", requests, Limits.LINKS, (path, link) -> link.read(input, path))
        .map(Links::new)
        .orElseGet(Links::all);
  }

  private Optional<Link> read(Input input, String path) {
    Optional<Selector> one = input.required(path + ".from", from, Selector::parse);
    Optional<Selector> other = input.required(path + ".to", to, Selector::parse);
    return one.flatMap(a -> other.map(b -> new Link(a, b)));
  }
}
