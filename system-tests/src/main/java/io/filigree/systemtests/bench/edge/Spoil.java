package io.filigree.systemtests.bench.edge;

import java.util.function.Consumer;

/** Twenty ways in which somebody, or something, changes what Filigree keeps on a machine. */
enum Spoil {
  ROUTE_DELETED("route 10.", victim -> victim.ip("route del " + victim.otherPods())),
  ROUTE_CHANGED("changed route 10.", victim -> victim.changeRoute("mtu 1280")),
  STRAY_ROUTE("stray route 10.250.", victim -> victim.addRoute("10.250.0.0/16")),
  RULE_DELETED("missing rule", Victim::deleteRule),
  STRAY_RULE(
      "stray rule", victim -> victim.nft("add rule inet " + Victim.TABLE + " forward accept")),
  RULESET_FLUSHED("firewall table", victim -> victim.nft("flush ruleset")),
  ELEMENT_DELETED(
      "element 10.",
      victim ->
          victim.nft(
              "delete element inet %s remote4 { %s }".formatted(Victim.TABLE, victim.otherPods()))),
  FORWARDING_OFF("forwarding of IPv4", victim -> victim.sysctl("net.ipv4.ip_forward", "0")),
  MTU_CHANGED("mtu ", victim -> victim.ip("link set filigree0 mtu 1300")),
  ADDRESS_DELETED("address 100.", victim -> victim.ip("addr flush dev filigree0")),
  STRAY_ADDRESS(
      "stray address 10.9.9.9", victim -> victim.ip("addr add 10.9.9.9/24 dev filigree0")),
  PEER_DELETED("peer ", victim -> victim.wg("peer", victim.otherKey(), "remove")),
  STRAY_PEER(
      "stray peer ",
      victim -> victim.wg("peer", victim.strangersKey(), "allowed-ips", "10.251.0.0/16")),
  ALLOWED_IPS_CHANGED(
      "allowed-ips of peer ",
      victim -> victim.wg("peer", victim.otherKey(), "allowed-ips", "10.252.0.0/16")),
  KEEPALIVE_CHANGED(
      "keepalive of peer ",
      victim -> victim.wg("peer", victim.otherKey(), "persistent-keepalive", "7")),
  PRIVATE_KEY_REMOVED("private key", victim -> victim.wg("private-key", "/dev/null")),
  PORT_CHANGED("listen port ", victim -> victim.wg("listen-port", "40404")),
  LINK_DOWN("link up", victim -> victim.ip("link set filigree0 down")),
  INTERFACE_LOST("interface filigree0", Victim::loseInterface),
  FORWARD_RULE_DELETED("rule ", Victim::deleteForwardRule);

  private final String heal;

  @SuppressWarnings("ImmutableEnumChecker") // each is a lambda that holds nothing
  private final Consumer<Victim> work;

  /**
   * @param heal how the name of what was healed begins
   */
  Spoil(String heal, Consumer<Victim> work) {
    this.heal = heal;
    this.work = work;
  }

  void spoil(Victim victim) {
    work.accept(victim);
  }

  /** Whether this line of the log tells of it. */
  boolean isHealedIn(String line) {
    return line.contains(" healed what=\"" + heal);
  }
}
