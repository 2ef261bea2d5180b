package io.filigree.edge.wireguard;

import io.filigree.edge.plan.DesiredPeer;
import io.filigree.edge.plan.DesiredState;
import java.util.Collection;
import java.util.stream.Collectors;

/** A desired state as text. Both texts hold the private key. */
final class Configuration {
  private Configuration() {}

  /**
   * For {@code wg syncconf}. Always whole: without PrivateKey it erases the key, without ListenPort
   * it takes a random port (measured).
   */
  static String forWg(DesiredState desired) {
    return "[Interface]\n" + device(desired) + peers(desired);
  }

  /** For wg-quick: a site can be run by hand when Filigree is gone. No PostUp, no PostDown. */
  static String forWgQuick(DesiredState desired) {
    return "# Kept current by Filigree, which never reads it. Without Filigree: wg-quick up.\n"
        + "[Interface]\n"
        + device(desired)
        + line("Address", joined(desired.addresses()))
        + peers(desired);
  }

  private static String device(DesiredState desired) {
    return line("PrivateKey", desired.privateKey().toBase64())
        + line("ListenPort", Integer.toString(desired.listenPort()));
  }

  private static String peers(DesiredState desired) {
    return desired.peers().values().stream().map(Configuration::peer).collect(Collectors.joining());
  }

  private static String peer(DesiredPeer peer) {
    return "\n[Peer]\n"
        + line("PublicKey", peer.key().toBase64())
        + line("AllowedIPs", joined(peer.allowedIps()))
        + peer.endpoint().map(known -> line("Endpoint", known.toString())).orElse("")
        + (peer.keepalive() > 0
            ? line("PersistentKeepalive", Integer.toString(peer.keepalive()))
            : "");
  }

  static String joined(Collection<?> ranges) {
    return ranges.stream().map(Object::toString).collect(Collectors.joining(","));
  }

  private static String line(String key, String value) {
    return value.isEmpty() ? "" : key + " = " + value + "\n";
  }
}
