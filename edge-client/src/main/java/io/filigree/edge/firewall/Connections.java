package io.filigree.edge.firewall;

import io.filigree.edge.host.Command;
import io.filigree.edge.host.Commands;
import io.filigree.edge.host.Outcome;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.IpFamily;
import io.filigree.edge.plan.Operation.ForgetMasquerading;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's connection entries. One that was masqueraded before our rules came stays masqueraded
 * until it ends, a ping for as long as it runs (measured).
 */
public final class Connections {
  /** Spawns at the most; what is left then ends by itself. */
  private static final int LIMIT = 256;

  /** Both directions of an entry: who asked whom, and who is thought to answer whom. */
  private static final Pattern ENTRY =
      Pattern.compile("src=(\\S+) dst=(\\S+) .*?src=(\\S+) dst=(\\S+) ");

  private final Commands commands;

  public Connections(Commands commands) {
    this.commands = commands;
  }

  private record Entry(IpAddress from, IpAddress to, IpAddress answering, IpAddress answered) {

    /** Between one of ours and one of theirs, and with its source address replaced. */
    boolean masquerades(Collection<Cidr> own, Collection<Cidr> remote) {
      boolean outwards = within(own, from) && within(remote, answering);
      boolean inwards = within(remote, from) && within(own, answering);
      return !from.equals(answered) && (outwards || inwards);
    }

    private static boolean within(Collection<Cidr> ranges, IpAddress address) {
      return ranges.stream().anyMatch(range -> range.contains(address));
    }
  }

  /** Deletes those that masquerade between both ranges, and no other. Without the tool: none. */
  public ApplyReport forget(ForgetMasquerading operation) {
    Set<Entry> found = new LinkedHashSet<>();
    for (IpFamily family : IpFamily.values()) {
      if (operation.own().stream().anyMatch(range -> IpFamily.of(range) == family)) {
        found.addAll(masquerading(family, operation));
      }
    }
    found.stream().limit(LIMIT).forEach(this::delete);
    return found.isEmpty() ? ApplyReport.NOTHING : ApplyReport.done(List.of(operation));
  }

  private List<Entry> masquerading(IpFamily family, ForgetMasquerading operation) {
    String name = family == IpFamily.V4 ? "ipv4" : "ipv6";
    // -n: only entries whose source was translated.
    Outcome listed = commands.run(Command.of("conntrack", "-L", "-f", name, "-n"));
    List<Entry> entries = new ArrayList<>();
    listed
        .out()
        .lines()
        .flatMap(line -> entry(line).stream())
        .filter(entry -> entry.masquerades(operation.own(), operation.remote()))
        .forEach(entries::add);
    return entries;
  }

  private static Optional<Entry> entry(String line) {
    Matcher matcher = ENTRY.matcher(line);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Entry(
              IpAddress.parse(matcher.group(1)),
              IpAddress.parse(matcher.group(2)),
              IpAddress.parse(matcher.group(3)),
              IpAddress.parse(matcher.group(4))));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private void delete(Entry entry) {
    commands.run(
        Command.of(
            "conntrack",
            "-D",
            "-f",
            entry.from().isV4() ? "ipv4" : "ipv6",
            "-s",
            entry.from().toString(),
            "-d",
            entry.to().toString()));
  }
}
