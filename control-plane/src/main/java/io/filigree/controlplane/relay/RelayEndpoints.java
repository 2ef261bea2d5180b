package io.filigree.controlplane.relay;

import io.filigree.controlplane.input.Input;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads where a relay listens. */
public final class RelayEndpoints {

  /** Every edge holds them and may try each; two families of two uplinks are four. */
  private static final int MOST = 8;

  /** Every site of the mesh would send there; nobody can be a relay for them at such an address. */
  private static final List<Cidr> NOWHERE =
      List.of(
          Cidr.parse("0.0.0.0/8"),
          Cidr.parse("127.0.0.0/8"),
          Cidr.parse("169.254.0.0/16"),
          Cidr.parse("224.0.0.0/4"),
          Cidr.parse("240.0.0.0/4"),
          Cidr.parse("::/127"),
          Cidr.parse("fe80::/10"),
          Cidr.parse("ff00::/8"));

  private RelayEndpoints() {}

  /** A list with at least one endpoint; empty only if it is noted as wrong. */
  public static Optional<List<Endpoint>> required(
      Input input, String field, @Nullable List<String> texts) {
    if (texts == null || texts.isEmpty()) {
      input.refuse(field, texts == null ? "is missing" : "is empty");
      return Optional.empty();
    }
    return input.texts(field, texts, MOST, RelayEndpoints::parse);
  }

  private static Endpoint parse(String text) {
    Endpoint endpoint = Endpoint.parse(text);
    if (endpoint.address().filter(RelayEndpoints::isNowhere).isPresent()) {
      throw MalformedException.of(text, "is no address at which sites can reach a relay");
    }
    return endpoint;
  }

  private static boolean isNowhere(IpAddress address) {
    return NOWHERE.stream().anyMatch(net -> net.contains(address));
  }
}
