package io.filigree.systemtests.lab;

import java.util.regex.Pattern;

/**
 * What a store looks like before it is built.
 *
 * @param podNet the first two octets of its pod range, a /16 as K3s cuts it
 * @param serviceNet the first two octets of its service range
 * @param forwardDrop whether the gateway's FORWARD policy is DROP, as Docker, ufw and firewalld
 *     leave it
 * @param dualStack whether its pods have IPv6 addresses too
 * @param port where its tunnel listens
 */
public record SitePlan(
    String name,
    String podNet,
    String serviceNet,
    boolean forwardDrop,
    boolean dualStack,
    int port) {

  /** Where a tunnel listens whose owner says nothing. */
  public static final int USUAL_PORT = 51_871;

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

  public SitePlan {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name for a site: " + name);
    }
  }

  /** Store {@code name} with pods 10.{@code number}.0.0/16 and services ten further up. */
  public static SitePlan store(String name, int number) {
    return new SitePlan(name, "10." + number, "10." + (number + 10), false, false, USUAL_PORT);
  }

  public SitePlan withForwardDrop() {
    return new SitePlan(name, podNet, serviceNet, true, dualStack, port);
  }

  public SitePlan withServices(String net) {
    return new SitePlan(name, podNet, net, forwardDrop, dualStack, port);
  }

  public SitePlan withIpv6() {
    return new SitePlan(name, podNet, serviceNet, forwardDrop, true, port);
  }

  public SitePlan withPort(int instead) {
    return new SitePlan(name, podNet, serviceNet, forwardDrop, dualStack, instead);
  }

  /** Pods' IPv6 range: fd10:42::/48 beside 10.42.0.0/16. */
  public String podRange6() {
    return podNet6() + "::/48";
  }

  String nodeRange6() {
    return podNet6() + "::/64";
  }

  String bridgeAddress6() {
    return podNet6() + "::1";
  }

  public String podAddress6() {
    return podNet6() + "::5";
  }

  private String podNet6() {
    return "fd" + podNet.replace('.', ':');
  }

  public String podRange() {
    return podNet + ".0.0/16";
  }

  public String serviceRange() {
    return serviceNet + ".0.0/16";
  }

  /** The part of the pod range that flannel gives to the gateway's own node. */
  String nodeRange() {
    return podNet + ".0.0/24";
  }

  /** The gateway's own address among its pods. */
  public String bridgeAddress() {
    return podNet + ".0.1";
  }

  public String podAddress() {
    return podNet + ".0.5";
  }
}
