package io.filigree.edge.firewall;

import io.filigree.edge.host.Command;
import io.filigree.edge.host.Commands;
import io.filigree.edge.host.Outcome;
import io.filigree.edge.plan.ActualTable;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.plan.NftTable;
import io.filigree.edge.plan.Operation;
import io.filigree.protocol.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Our own nftables table. */
public final class OwnTable {
  private final Commands commands;
  private final String table;
  private final Path runDirectory;

  /**
   * @param runDirectory where a file of rules may lie while nft reads it: its {@code -f -} opens
   *     /dev/stdin, which small containers lack
   */
  public OwnTable(Commands commands, InterfaceName name, Path runDirectory) {
    this.commands = commands;
    this.table = NftTable.nameFor(name);
    this.runDirectory = runDirectory;
  }

  /** The table as it stands; empty while there is none, or none that can be read. */
  public Optional<ActualTable> observe() {
    Outcome listed = commands.run(Command.of("nft", "-j", "list", "table", "inet", table));
    try {
      return listed.ok() ? Optional.of(TableListing.parse(listed.out())) : Optional.empty();
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  /** Changes the table, all of it in one transaction. */
  public ApplyReport change(List<Operation.OfTable> operations) {
    if (operations.isEmpty()) {
      return ApplyReport.NOTHING;
    }
    Outcome outcome = load(operations.stream().map(NftText::of).collect(Collectors.joining()));
    return outcome.ok()
        ? ApplyReport.done(operations)
        : ApplyReport.failed(operations, outcome.reason());
  }

  private Outcome load(String rules) {
    try {
      Files.createDirectories(runDirectory);
      Path file = Files.createTempFile(runDirectory, "nft", ".tmp");
      try {
        Files.writeString(file, rules);
        return commands.run(Command.of("nft", "-f", file.toString()));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      return Outcome.failed("no file in " + runDirectory + ": " + e.getMessage());
    }
  }
}
