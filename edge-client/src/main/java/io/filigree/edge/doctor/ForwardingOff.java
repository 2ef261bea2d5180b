package io.filigree.edge.doctor;

import io.filigree.edge.plan.IpFamily;
import java.util.List;
import java.util.Optional;

/** The kernel does not forward what the mesh needs forwarded. */
final class ForwardingOff implements Check.OfMesh {

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    return mesh.desired().forwarding().stream()
        .sorted()
        .filter(family -> off(patient, family))
        .map(ForwardingOff::finding)
        .toList();
  }

  private static boolean off(Patient patient, IpFamily family) {
    Optional<Long> value =
        patient
            .machine()
            .number(
                switch (family) {
                  case V4 -> "/proc/sys/net/ipv4/ip_forward";
                  case V6 -> "/proc/sys/net/ipv6/conf/all/forwarding";
                });
    return value.filter(number -> number == 0).isPresent();
  }

  private static Finding finding(IpFamily family) {
    return switch (family) {
      case V4 ->
          Finding.broken(
              "forwarding-v4-off",
              "this kernel does not forward IPv4",
              "pods behind this gateway reach no other site, and are not reached",
              "sysctl -w net.ipv4.ip_forward=1");
      case V6 ->
          Finding.broken(
              "forwarding-v6-off",
              "this kernel does not forward IPv6",
              "pods' IPv6 addresses reach no other site, and are not reached",
              "sysctl -w net.ipv6.conf.all.forwarding=1");
    };
  }
}
