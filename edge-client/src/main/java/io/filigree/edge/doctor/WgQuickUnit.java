package io.filigree.edge.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hand-made way is still switched on: at the next boot two would want the same thing. */
final class WgQuickUnit implements Check.OfMachine {
  private static final String UNITS = "/etc/systemd/system";
  private static final Pattern UNIT =
      Pattern.compile("wg-quick@([a-zA-Z0-9_=+.-]{1,15})\\.service");
  private static final Pattern PORT =
      Pattern.compile("(?i)\\s*ListenPort\\s*=\\s*(\\d{1,5})\\s*(#.*)?");

  @Override
  public List<Finding> look(Patient patient) {
    List<Finding> findings = new ArrayList<>();
    for (String folder : patient.machine().names(UNITS)) {
      if (folder.endsWith(".wants") || folder.endsWith(".requires")) {
        for (String unit : patient.machine().names(UNITS + "/" + folder)) {
          Matcher enabled = UNIT.matcher(unit);
          if (enabled.matches()) {
            judge(patient, enabled.group(1)).ifPresent(findings::add);
          }
        }
      }
    }
    return findings;
  }

  private static Optional<Finding> judge(Patient patient, String name) {
    String disable = "systemctl disable --now wg-quick@" + name;
    if (name.equals(patient.name().value())) {
      return Optional.of(
          Finding.broken(
              "wg-quick-interface",
              "wg-quick@" + name + " is enabled, and makes the interface that is filigree's",
              "at the next boot whoever comes second fails, and wg-quick takes it down when stopped",
              disable));
    }
    return listenPort(patient, name).filter(port -> port == patient.port()).isPresent()
        ? Optional.of(
            Finding.broken(
                "wg-quick-port",
                "wg-quick@"
                    + name
                    + " is enabled, and its ListenPort is "
                    + patient.port()
                    + " too",
                "at the next boot whoever comes second has no port",
                disable))
        : Optional.empty();
  }

  private static Optional<Integer> listenPort(Patient patient, String name) {
    for (String line : patient.machine().lines("/etc/wireguard/" + name + ".conf")) {
      Matcher port = PORT.matcher(line);
      if (port.matches()) {
        return Optional.of(Integer.valueOf(port.group(1)));
      }
    }
    return Optional.empty();
  }
}
