package io.filigree.edge.doctor;

import io.filigree.edge.plan.Difference;
import io.filigree.edge.plan.NftTable;
import io.filigree.edge.plan.Operation;
import io.filigree.edge.plan.Operation.ChangeSet;
import io.filigree.edge.plan.Operation.ReplaceTable;
import java.util.List;

/** Our own nftables table is gone, or is not what it should be. */
final class TableWrong implements Check.OfMesh {

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    String table = NftTable.nameFor(patient.name());
    // Asked here too, so that "may not be seen" is not taken for "is not there".
    boolean seen =
        patient.machine().see("firewall (nft)", "nft", "-j", "list", "chains").isPresent();
    if (!seen || !mesh.desired().firewall()) {
      return List.of();
    }
    List<Operation> wanted = Difference.between(mesh.desired(), patient.actual());
    if (patient.actual().table().isEmpty()) {
      return List.of(
          Finding.broken(
              "table-missing",
              "filigree's nftables table " + table + " is gone",
              "masquerading replaces pods' addresses again, and the tunnel reaches every service here",
              patient.healing()));
    }
    return wanted.stream().anyMatch(TableWrong::edits)
        ? List.of(
            Finding.broken(
                "table-edited",
                "filigree's nftables table " + table + " is not what the mesh asks for",
                "what was changed by hand may let too much through, or too little",
                "nft delete table inet " + table + "; " + patient.healing()))
        : List.of();
  }

  /** Who shares an address changes with where peers are seen from, which the disk does not know. */
  private static boolean edits(Operation operation) {
    return operation instanceof ReplaceTable
        || (operation instanceof ChangeSet change && !change.set().startsWith("shared"));
  }
}
