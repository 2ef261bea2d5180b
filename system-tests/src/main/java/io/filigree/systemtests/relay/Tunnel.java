package io.filigree.systemtests.relay;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.systemtests.lab.SiteBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A real WireGuard interface at a site, made by hand. */
public final class Tunnel {

  static final String NAME = "wg0";
  static final int PORT = 51820;

  private final SiteBox site;
  private final WireGuardPrivateKey key = WireGuardPrivateKey.generate();
  private final WireGuardPublicKey publicKey = key.publicKey();
  private final String address;

  private Tunnel(SiteBox site, String address) {
    this.site = site;
    this.address = address;
  }

  /**
   * @param address its own; the whole /24 is routed into it
   */
  public static Tunnel up(SiteBox site, String address) {
    Tunnel tunnel = new Tunnel(site, address);
    boolean kernel =
        site.command("ip", "link", "add", NAME, "type", "wireguard").attempt().succeeded();
    if (!kernel) {
      site.command("wireguard-go", NAME).run();
    }
    site.command(
            "wg", "set", NAME, "listen-port", Integer.toString(PORT), "private-key", "/dev/stdin")
        .reading(tunnel.key.toBase64() + "\n")
        .run();
    site.gateway()
        .ip("addr add " + address + "/24 dev " + NAME, "link set " + NAME + " mtu 1420 up");
    return tunnel;
  }

  /** The interface's name. */
  public String device() {
    return NAME;
  }

  public WireGuardPublicKey publicKey() {
    return publicKey;
  }

  public String address() {
    return address;
  }

  public SiteBox site() {
    return site;
  }

  /** Adds a peer, or changes it. */
  public void peer(WireGuardPublicKey peer, String allowed, String endpoint, int keepalive) {
    set(
        List.of(
            "peer",
            peer.toBase64(),
            "allowed-ips",
            allowed + "/32",
            "endpoint",
            endpoint,
            "persistent-keepalive",
            Integer.toString(keepalive)));
  }

  /** Removes a peer and adds it again in one command: its session is gone. */
  public void renew(WireGuardPublicKey peer, String allowed, String endpoint) {
    set(
        List.of(
            "peer",
            peer.toBase64(),
            "remove",
            "peer",
            peer.toBase64(),
            "allowed-ips",
            allowed + "/32",
            "endpoint",
            endpoint));
  }

  /** Removes a peer. */
  public void remove(WireGuardPublicKey peer) {
    set(List.of("peer", peer.toBase64(), "remove"));
  }

  private void set(List<String> words) {
    List<String> all = new ArrayList<>(List.of("wg", "set", NAME));
    all.addAll(words);
    site.command(all.toArray(String[]::new)).run();
  }

  /** Seconds since 1970 of the last handshake with that peer; empty if there was none. */
  public Optional<Long> handshake(WireGuardPublicKey peer) {
    return site.command("wg", "show", NAME, "latest-handshakes")
        .run()
        .lines()
        .map(line -> line.split("\t"))
        .filter(fields -> fields[0].equals(peer.toBase64()) && !fields[1].equals("0"))
        .map(fields -> Long.valueOf(fields[1]))
        .findFirst();
  }

  /** Bytes to and from that peer, as its interface counts them. */
  public long transferred(WireGuardPublicKey peer) {
    return site.command("wg", "show", NAME, "transfer")
        .run()
        .lines()
        .map(line -> line.split("\t"))
        .filter(fields -> fields[0].equals(peer.toBase64()))
        .flatMap(fields -> Arrays.stream(fields).skip(1))
        .mapToLong(Long::parseLong)
        .sum();
  }
}
