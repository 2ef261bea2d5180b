package io.filigree.systemtests.lab;

/**
 * What flannel writes on a K3s node: everything that leaves the cluster range is masqueraded. A
 * mesh that does nothing about it loses the source address of every packet between pods.
 */
final class Flannel {

  private Flannel() {}

  static String rules(SitePlan site) {
    return rules(site, site.nodeRange(), site.podRange(), "224.0.0.0/4");
  }

  static String rules6(SitePlan site) {
    return rules(site, site.nodeRange6(), site.podRange6(), "ff00::/8");
  }

  private static String rules(SitePlan site, String node, String pods, String multicast) {
    return """
    *filter
    :INPUT ACCEPT
    :FORWARD %s
    :OUTPUT ACCEPT
    COMMIT
    *nat
    :PREROUTING ACCEPT
    :POSTROUTING ACCEPT
    :FLANNEL-POSTRTG -
    -A POSTROUTING -m comment --comment "flanneld masq" -j FLANNEL-POSTRTG
    -A FLANNEL-POSTRTG -m mark --mark 0x4000/0x4000 -j RETURN
    -A FLANNEL-POSTRTG -s {node} -d {pods} -j RETURN
    -A FLANNEL-POSTRTG -s {pods} -d {node} -j RETURN
    -A FLANNEL-POSTRTG ! -s {pods} -d {node} -j RETURN
    -A FLANNEL-POSTRTG -s {pods} ! -d {multicast} -j MASQUERADE --random-fully
    -A FLANNEL-POSTRTG ! -s {pods} -d {pods} -j MASQUERADE --random-fully
    COMMIT
    """
        .formatted(site.forwardDrop() ? "DROP" : "ACCEPT")
        .replace("{node}", node)
        .replace("{pods}", pods)
        .replace("{multicast}", multicast);
  }
}
