package io.filigree.edge.doctor;

import java.util.List;

/**
 * Strict reverse path filtering on the mesh interface; the kernel takes the larger of two values.
 */
final class ReversePathStrict implements Check.OfMesh {
  private static final String FOLDER = "/proc/sys/net/ipv4/conf/";
  private static final long STRICT = 1;

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    long all = patient.machine().number(FOLDER + "all/rp_filter").orElse(0L);
    long own = patient.machine().number(FOLDER + patient.name() + "/rp_filter").orElse(0L);
    return patient.actual().link().isPresent() && Math.max(all, own) == STRICT
        ? List.of(
            Finding.warning(
                "rp-filter-strict",
                "rp_filter is strict on " + patient.name(),
                "while a route is missing or outdone, what that site sends is dropped too, unlogged",
                "sysctl -w net.ipv4.conf.%s.rp_filter=2".formatted(patient.name())))
        : List.of();
  }
}
