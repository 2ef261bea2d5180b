package io.filigree.edge.doctor;

import java.util.List;
import java.util.Optional;

/** The kernel's table of connections is full, or nearly. */
final class ConnectionsFull implements Check.OfMachine {
  private static final String FOLDER = "/proc/sys/net/netfilter/nf_conntrack_";

  /** In a hundred: the rest is gone in a moment of many short connections. */
  private static final long NEARLY = 95;

  @Override
  public List<Finding> look(Patient patient) {
    Optional<Long> count = patient.machine().number(FOLDER + "count");
    Optional<Long> most = patient.machine().number(FOLDER + "max");
    boolean full =
        count.isPresent() && most.isPresent() && count.get() * 100 >= most.get() * NEARLY;
    return full
        ? List.of(
            Finding.broken(
                "connections-full",
                "the kernel tracks %d connections of %d".formatted(count.get(), most.get()),
                "new connections, the mesh's too, are dropped without a word",
                "sysctl -w net.netfilter.nf_conntrack_max=" + 2 * most.get()))
        : List.of();
  }
}
