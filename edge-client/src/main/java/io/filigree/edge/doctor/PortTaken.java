package io.filigree.edge.doctor;

import io.filigree.edge.plan.ActualDevice;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody else has WireGuard's port. */
final class PortTaken implements Check.OfMachine {
  private static final Pattern OWNER = Pattern.compile("\\(\\(\"([^\"]{1,40})\",pid=(\\d{1,9}),");

  @Override
  public List<Finding> look(Patient patient) {
    boolean ours =
        patient.linkUp()
            && patient
                .actual()
                .device()
                .map(ActualDevice::listenPort)
                .equals(Optional.of(patient.port()));
    boolean unreadable = patient.linkUp() && patient.actual().device().isEmpty();
    if (ours || unreadable) {
      return List.of();
    }
    if (!bound(patient)) {
      return patient.linkUp() ? otherPort(patient) : List.of();
    }
    return List.of(otherInterface(patient).orElseGet(() -> process(patient)));
  }

  private static List<Finding> otherPort(Patient patient) {
    return patient
        .actual()
        .device()
        .map(device ->
            Finding.broken(
                "listen-port-differs",
                "WireGuard listens on port " + device.listenPort() + ", not on " + patient.port(),
                "peers send to port " + patient.port() + ", where nobody listens",
                "wg set " + patient.name() + " listen-port " + patient.port()))
        .stream()
        .toList();
  }

  /** Another WireGuard interface; flannel's is called flannel-wg. */
  private static Optional<Finding> otherInterface(Patient patient) {
    return patient
        .machine()
        .see("other WireGuard interfaces", "wg", "show", "all", "listen-port")
        .stream()
        .flatMap(String::lines)
        .map(line -> line.split("\t", -1))
        .filter(fields -> fields.length == 2 && fields[1].equals("" + patient.port()))
        .filter(fields -> !fields[0].equals(patient.name().value()))
        .findFirst()
        .map(fields -> clash(patient, fields[0]));
  }

  private static Finding clash(Patient patient, String other) {
    boolean flannel = other.startsWith("flannel-wg");
    return Finding.broken(
        flannel ? "flannel-port-clash" : "wireguard-port-clash",
        "the WireGuard interface " + other + " has UDP port " + patient.port(),
        patient.name() + " cannot listen there, so no peer reaches this site",
        flannel
            ? "k3s server --flannel-backend=vxlan"
            : Word.name(other).map(name -> "wg set " + name + " listen-port 0").orElse("wg show"));
  }

  private static Finding process(Patient patient) {
    String filter = "sport = :" + patient.port();
    String owners = patient.machine().see("who has the port", "ss", "-Hulpn", filter).orElse("");
    Matcher owner = OWNER.matcher(owners);
    boolean known = owner.find();
    return Finding.broken(
        "port-taken",
        (known ? owner.group(1) + " (pid " + owner.group(2) + ")" : "another program")
            + " has UDP port "
            + patient.port(),
        "WireGuard cannot listen there, so no peer reaches this site",
        "ss -ulpn '" + filter + "'");
  }

  /** Column two of /proc/net/udp is address and port in hex. */
  private static boolean bound(Patient patient) {
    String suffix = ":%04X".formatted(patient.port());
    return List.of("/proc/net/udp", "/proc/net/udp6").stream()
        .flatMap(file -> patient.machine().lines(file).stream())
        .map(line -> line.strip().split("\\s+", -1))
        .anyMatch(
            columns -> columns.length > 2 && columns[1].toUpperCase(Locale.ROOT).endsWith(suffix));
  }
}
