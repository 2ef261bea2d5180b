package io.filigree.edge.doctor;

import io.filigree.edge.doctor.Ini.Setting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** systemd-networkd runs, and one of its .network files fits the mesh interface. */
final class NetworkdTouches implements Check.OfMachine {
  /** Weakest first: a file of the same name in a later folder replaces the earlier one. */
  private static final List<String> FOLDERS =
      List.of("/usr/lib/systemd/network", "/run/systemd/network", "/etc/systemd/network");

  private static final Set<String> YES = Set.of("yes", "true", "1", "on");

  @Override
  public List<Finding> look(Patient patient) {
    if (!patient.machine().exists("/run/systemd/netif")) {
      return List.of();
    }
    Map<String, String> paths = new TreeMap<>();
    for (String folder : FOLDERS) {
      for (String file : patient.machine().names(folder)) {
        if (file.endsWith(".network")) {
          paths.put(file, folder + "/" + file);
        }
      }
    }
    for (String path : paths.values()) {
      List<Setting> settings = Ini.settings(patient.machine().lines(path));
      if (fits(settings, patient.name().value())) {
        return unmanaged(settings) ? List.of() : List.of(finding(patient, path));
      }
    }
    return List.of();
  }

  private static Finding finding(Patient patient, String path) {
    String file = "/etc/systemd/network/00-" + patient.name() + ".network";
    return Finding.warning(
        "networkd-manages",
        "systemd-networkd takes " + patient.name() + " for its own by " + path,
        "it removes routes and addresses that it did not make, whenever it is reloaded",
        "printf '[Match]\\nName=%s\\n[Link]\\nUnmanaged=yes\\n' >%s; networkctl reload"
            .formatted(patient.name(), file));
  }

  private static boolean unmanaged(List<Setting> settings) {
    return settings.stream()
        .anyMatch(setting -> setting.key().equals("Unmanaged") && YES.contains(setting.value()));
  }

  /** systemd.network(5): all conditions must hold; we know the answer to two of them. */
  private static boolean fits(List<Setting> settings, String name) {
    List<Setting> conditions =
        settings.stream().filter(setting -> setting.section().equals("Match")).toList();
    return conditions.stream()
        .allMatch(condition ->
            switch (condition.key()) {
              case "Name" -> anyGlob(condition.value(), name);
              case "Type" -> anyGlob(condition.value(), "wireguard");
              default -> false;
            });
  }

  private static boolean anyGlob(String globs, String name) {
    boolean inverted = globs.startsWith("!");
    boolean any = false;
    for (String glob : (inverted ? globs.substring(1) : globs).split("\\s+", -1)) {
      any |= Ini.globMatches(glob, name);
    }
    return any != inverted;
  }
}
