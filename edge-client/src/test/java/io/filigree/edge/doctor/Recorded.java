package io.filigree.edge.doctor;

/**
 * What the tools print on a healthy gateway: recorded from iproute2 6.1, nftables 1.0.6, iptables
 * 1.8.9 and wireguard-tools 1.0.20210914, addresses changed to those of {@link Clinic}.
 */
final class Recorded {
  static final String BATCH = "ip -j -force -batch -";
  static final String ROUTES = "ip -j route show table all";
  static final String ADDRESSES = "ip -j address show";
  static final String CHAINS = "nft -j list chains";
  static final String IPTABLES = "iptables -w 5 -S";

  static final String OWN_ROUTES =
      """
      [{"dst":"default","gateway":"198.18.0.254","dev":"eth0","flags":[]},\
      {"dst":"10.42.0.0/16","dev":"filigree0","protocol":"171","scope":"link","flags":[]},\
      {"dst":"100.100.0.2","dev":"filigree0","protocol":"171","scope":"link","flags":[]},\
      {"dst":"10.41.0.0/24","dev":"cni0","protocol":"kernel","scope":"link","prefsrc":"10.41.0.1","flags":[]},\
      {"type":"unreachable","dst":"10.46.0.0/16","protocol":"171","flags":[]},\
      {"dst":"198.18.0.0/24","dev":"eth0","protocol":"kernel","scope":"link","prefsrc":"198.18.0.1","flags":[]},\
      {"type":"local","dst":"100.100.0.1","dev":"filigree0","table":"local","protocol":"kernel",\
      "scope":"host","prefsrc":"100.100.0.1","flags":[]},\
      {"type":"local","dst":"127.0.0.0/8","dev":"lo","table":"local","protocol":"kernel",\
      "scope":"host","prefsrc":"127.0.0.1","flags":[]},\
      {"dst":"fe80::/64","dev":"eth0","protocol":"kernel","metric":256,"flags":[],"pref":"medium"}]
      """;

  static final String OWN_ADDRESSES =
      """
      [{"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP","LOWER_UP"],"mtu":65536,\
      "addr_info":[{"family":"inet","local":"127.0.0.1","prefixlen":8,"scope":"host","label":"lo"}]},\
      {"ifindex":2,"ifname":"eth0","flags":["BROADCAST","MULTICAST","UP","LOWER_UP"],"mtu":1500,\
      "addr_info":[{"family":"inet","local":"198.18.0.1","prefixlen":24,"scope":"global","label":"eth0"},\
      {"family":"inet6","local":"fe80::440f:a3ff:fee8:eff6","prefixlen":64,"scope":"link"}]},\
      {"ifindex":3,"ifname":"cni0","flags":["BROADCAST","MULTICAST","UP","LOWER_UP"],"mtu":1450,\
      "addr_info":[{"family":"inet","local":"10.41.0.1","prefixlen":24,"scope":"global","label":"cni0"}]},\
      {"ifindex":4,"ifname":"filigree0","flags":["POINTOPOINT","NOARP","UP","LOWER_UP"],"mtu":1420,\
      "addr_info":[{"family":"inet","local":"100.100.0.1","prefixlen":32,"scope":"global"}]}]
      """;

  static final String OWN_WAYS =
      """
      [{"dst":"10.42.0.1","dev":"filigree0","prefsrc":"100.100.0.1","flags":[],"uid":0,"cache":[]}]
      [{"dst":"100.100.0.2","dev":"filigree0","prefsrc":"100.100.0.1","flags":[],"uid":0,"cache":[]}]
      """;

  /** Flannel's and kube-proxy's rules, as K3s leaves them. */
  static final String K3S_RULES =
      """
      -P INPUT ACCEPT
      -P FORWARD ACCEPT
      -P OUTPUT ACCEPT
      -N FLANNEL-FWD
      -N KUBE-FORWARD
      -A FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD
      -A FORWARD -m comment --comment "flanneld forward" -j FLANNEL-FWD
      -A FLANNEL-FWD -s 10.41.0.0/16 -m comment --comment "flanneld forward" -j ACCEPT
      -A FLANNEL-FWD -d 10.41.0.0/16 -m comment --comment "flanneld forward" -j ACCEPT
      -A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP
      -A KUBE-FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT
      -A KUBE-FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
      """;

  static final String OWN_CHAINS =
      """
      {"nftables": [{"metainfo": {"version": "1.0.6", "json_schema_version": 1}}, \
      {"chain": {"family": "ip", "table": "filter", "name": "FORWARD", "handle": 1, "type": "filter", \
      "hook": "forward", "prio": 0, "policy": "accept"}}, \
      {"chain": {"family": "ip", "table": "nat", "name": "POSTROUTING", "handle": 1, "type": "nat", \
      "hook": "postrouting", "prio": 100, "policy": "accept"}}, \
      {"chain": {"family": "inet", "table": "filigree_filigree0", "name": "postrouting", "handle": 3, \
      "type": "nat", "hook": "postrouting", "prio": 95, "policy": "accept"}}]}
      """;

  private Recorded() {}

  static void healthy(Clinic clinic) {
    clinic
        .prints(BATCH, OWN_WAYS)
        .prints(ROUTES, OWN_ROUTES)
        .prints(ADDRESSES, OWN_ADDRESSES)
        .prints(CHAINS, OWN_CHAINS)
        .prints(IPTABLES, K3S_RULES)
        .prints("wg show all listen-port", "filigree0\t51871\n")
        .prints("wg show filigree0 dump", "(none)\t(none)\t51871\toff\n")
        .file("/proc/sys/net/ipv4/ip_forward", "1\n")
        .file("/proc/sys/net/ipv4/conf/all/rp_filter", "0\n")
        .file("/proc/sys/net/ipv4/conf/filigree0/rp_filter", "2\n")
        .file("/proc/sys/net/netfilter/nf_conntrack_count", "1000\n")
        .file("/proc/sys/net/netfilter/nf_conntrack_max", "65536\n")
        .file("/proc/net/udp", Recorded.SOCKETS)
        .file("/etc/resolv.conf", "nameserver 127.0.0.53\n")
        .file("/run/flannel/subnet.env", "FLANNEL_NETWORK=10.41.0.0/16\nFLANNEL_MTU=1450\n");
  }

  static final String SOCKETS =
      """
         sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
       9529: 00000000:CA9F 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 870123 2 00000000ef09282f 0
      """;
}
