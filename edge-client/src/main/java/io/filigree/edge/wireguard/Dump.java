package io.filigree.edge.wireguard;

import io.filigree.edge.plan.ActualDevice;
import io.filigree.edge.plan.ActualPeer;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code wg show IF dump} prints: tab-separated, first the interface (private key, public key,
 * port, mark), then a line per peer (key, preshared key, endpoint, allowed IPs, handshake,
 * received, sent, keepalive). The two secrets are skipped unread.
 */
final class Dump {
  private static final String NONE = "(none)";

  private Dump() {}

  /** The device, or empty when this is not a dump. */
  static Optional<ActualDevice> parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    try {
      String[] device = fields(lines.getFirst(), 4);
      Map<WireGuardPublicKey, ActualPeer> peers = new HashMap<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] peer = fields(line, 8);
        peers.put(WireGuardPublicKey.parseBase64(peer[0]), peer(peer));
      }
      return Optional.of(
          new ActualDevice(
              given(device[1]).map(WireGuardPublicKey::parseBase64),
              Integer.parseInt(device[2]),
              device[3].equals("off") ? 0 : Long.decode(device[3]),
              peers));
    } catch (MalformedException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static ActualPeer peer(String[] fields) {
    long handshake = Long.parseLong(fields[4]);
    return new ActualPeer(
        allowedIps(fields[3]),
        given(fields[2]).flatMap(Dump::endpoint),
        handshake == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(handshake)),
        Long.parseLong(fields[5]),
        Long.parseLong(fields[6]),
        fields[7].equals("off") ? 0 : Integer.parseInt(fields[7]),
        !fields[1].equals(NONE));
  }

  private static Set<Cidr> allowedIps(String field) {
    return given(field).stream()
        .flatMap(list -> Arrays.stream(list.split(",")))
        .map(Cidr::parse)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A link-local endpoint with its zone is none that we could ever set. */
  private static Optional<Endpoint> endpoint(String text) {
    try {
      return Optional.of(Endpoint.parse(text));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> given(String field) {
    return field.equals(NONE) ? Optional.empty() : Optional.of(field);
  }

  private static String[] fields(String line, int count) {
    String[] fields = line.split("\t", -1);
    if (fields.length != count) {
      throw new MalformedException("dump", "has " + fields.length + " fields, not " + count);
    }
    return fields;
  }
}
