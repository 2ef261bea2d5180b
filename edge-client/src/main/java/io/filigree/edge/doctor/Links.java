package io.filigree.edge.doctor;

import io.filigree.edge.host.Printed;
import io.filigree.edge.plan.InterfaceAddress;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** This machine's other interfaces and their addresses. */
final class Links {
  private Links() {}

  /** One address of one interface. */
  record Address(String link, IpAddress ip, int prefix) {

    /** The network it makes the kernel believe is on that link. */
    Cidr network() {
      return Cidrs.network(ip, prefix);
    }
  }

  /** All but the loopback's and the mesh interface's own, without link-local ones. */
  static List<Address> addresses(Patient patient) {
    List<Address> addresses = new ArrayList<>();
    for (Printed link : patient.machine().seeObjects("addresses", "ip", "-j", "address", "show")) {
      String name = link.text("ifname").orElse("");
      if (!name.equals("lo") && !name.equals(patient.name().value())) {
        link.members("addr_info").forEach(info -> read(name, info).ifPresent(addresses::add));
      }
    }
    return addresses;
  }

  private static Optional<Address> read(String link, Printed info) {
    boolean global = info.text("scope").filter("global"::equals).isPresent();
    int prefix = info.number("prefixlen").orElse(0L).intValue();
    return info.text("local")
        .filter(local -> global)
        .map(local -> new Address(link, IpAddress.parse(local), prefix));
  }

  /** The address through which this machine's own pods go out; empty where it has none. */
  static Optional<Address> pods(Patient patient, Meshed mesh, boolean v4) {
    return addresses(patient).stream()
        .filter(address -> address.ip().isV4() == v4)
        .filter(address ->
            mesh.desired().exported().stream().anyMatch(own -> own.contains(address.ip())))
        .findFirst();
  }

  /** As the mesh interface would be given it. */
  static boolean has(Patient patient, InterfaceAddress address) {
    return patient.actual().link().filter(link -> link.addresses().contains(address)).isPresent();
  }
}
