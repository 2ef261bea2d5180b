package io.filigree.edge.doctor;

import io.filigree.edge.doctor.Ini.Setting;
import io.filigree.edge.plan.InterfaceName;
import java.util.ArrayList;
import java.util.List;

/** NetworkManager runs and was not told to keep its hands off the mesh interface. */
final class NetworkManagerTouches implements Check.OfMachine {
  private static final List<String> FOLDERS =
      List.of(
          "/usr/lib/NetworkManager/conf.d",
          "/run/NetworkManager/conf.d",
          "/etc/NetworkManager/conf.d");

  @Override
  public List<Finding> look(Patient patient) {
    InterfaceName name = patient.name();
    boolean runs = patient.machine().exists("/run/NetworkManager");
    if (!runs || unmanaged(patient)) {
      return List.of();
    }
    String file = "/etc/NetworkManager/conf.d/" + name + ".conf";
    return List.of(
        Finding.warning(
            "networkmanager-manages",
            "NetworkManager may manage " + name,
            "it can take addresses and routes away, or the interface down, when its network changes",
            "printf '[keyfile]\\nunmanaged-devices+=interface-name:%s\\n' >%s; nmcli general reload"
                .formatted(name, file)));
  }

  private static boolean unmanaged(Patient patient) {
    String state =
        patient
            .machine()
            .run("nmcli", "-t", "-f", "GENERAL.STATE", "device", "show", patient.name().value())
            .out();
    return state.contains("(unmanaged)")
        || settings(patient.machine()).stream()
            .filter(setting -> setting.key().equals("unmanaged-devices"))
            .anyMatch(setting -> names(setting.value(), patient.name().value()));
  }

  private static List<Setting> settings(Machine machine) {
    List<Setting> settings =
        new ArrayList<>(Ini.settings(machine.lines("/etc/NetworkManager/NetworkManager.conf")));
    for (String folder : FOLDERS) {
      for (String file : machine.names(folder)) {
        if (file.endsWith(".conf")) {
          settings.addAll(Ini.settings(machine.lines(folder + "/" + file)));
        }
      }
    }
    return settings;
  }

  /** A list of device specs, NetworkManager.conf(5): names with wildcards, {@code =} for none. */
  private static boolean names(String specs, String name) {
    for (String spec : specs.split("[;,]", -1)) {
      String pattern = spec.strip();
      pattern = pattern.startsWith("interface-name:") ? pattern.substring(15) : pattern;
      pattern = pattern.startsWith("=") ? pattern.substring(1) : pattern;
      boolean byType = pattern.equals("type:wireguard") || pattern.equals("type:tun");
      if (byType || Ini.globMatches(pattern, name)) {
        return true;
      }
    }
    return false;
  }
}
