package io.filigree.edge.wireguard;

import io.filigree.edge.plan.Operation.PutPeer;
import io.filigree.edge.plan.Operation.PutPeer.How;
import io.filigree.edge.plan.Operation.RemovePeer;
import io.filigree.protocol.key.WireGuardPublicKey;
import java.util.ArrayList;
import java.util.List;

/** Peer changes as arguments of one {@code wg set}. */
final class PeerArguments {
  private PeerArguments() {}

  static List<String> of(RemovePeer gone) {
    return List.of("peer", gone.key().toBase64(), "remove");
  }

  static List<String> of(PutPeer peer) {
    List<String> arguments = new ArrayList<>();
    if (peer.how() == How.AGAIN) {
      arguments.addAll(of(new RemovePeer(peer.key())));
    }
    arguments.addAll(named(peer.key()));
    peer.endpoint()
        .ifPresent(endpoint -> arguments.addAll(List.of("endpoint", endpoint.toString())));
    peer.keepalive()
        .ifPresent(seconds ->
            arguments.addAll(List.of("persistent-keepalive", Integer.toString(seconds))));
    peer.allowedIps()
        .ifPresent(ips -> arguments.addAll(List.of("allowed-ips", Configuration.joined(ips))));
    if (peer.unshared()) {
      // An empty file takes the preshared key away; the session that stands goes on.
      arguments.addAll(List.of("preshared-key", "/dev/null"));
    }
    return arguments;
  }

  private static List<String> named(WireGuardPublicKey key) {
    return List.of("peer", key.toBase64());
  }
}
