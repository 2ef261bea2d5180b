package io.filigree.edge.wireguard;

import io.filigree.edge.host.Command;
import io.filigree.edge.host.Commands;
import io.filigree.edge.host.Outcome;
import io.filigree.edge.plan.ActualDevice;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.plan.Operation;
import io.filigree.edge.plan.Operation.ClearMark;
import io.filigree.edge.plan.Operation.CreateInterface;
import io.filigree.edge.plan.Operation.PutPeer;
import io.filigree.edge.plan.Operation.ReloadTunnel;
import io.filigree.edge.plan.Operation.RemoveInterface;
import io.filigree.edge.plan.Operation.RemovePeer;
import io.filigree.edge.plan.Operation.SetListenPort;
import io.filigree.edge.plan.Operation.SetPrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One WireGuard interface. It is made and changed here, and never torn down but by the last verb.
 */
public final class WireGuard {
  /** Bytes of arguments per {@code wg set}: Linux takes 128 KiB at the least. */
  private static final int ARGUMENT_BYTES = 100_000;

  private final Commands commands;
  private final InterfaceName name;
  private final Path runDirectory;
  private final Userspace userspace;

  /**
   * @param runDirectory where a file that holds a key may lie for the moment {@code wg} reads it
   */
  public WireGuard(Commands commands, InterfaceName name, Path runDirectory) {
    this.commands = commands;
    this.name = name;
    this.runDirectory = runDirectory;
    this.userspace = new Userspace(commands, name);
  }

  /** What WireGuard says of the interface; empty when it says nothing that can be read. */
  public Optional<ActualDevice> observe() {
    Outcome dump = commands.run(Command.of("wg", "show", name.value(), "dump"));
    return dump.ok() ? Dump.parse(dump.out()) : Optional.empty();
  }

  /** Makes the interface: by the kernel, else by wireguard-go, which outlives this process. */
  public ApplyReport create(CreateInterface operation) {
    Outcome kernel =
        commands.run(Command.of("ip", "link", "add", name.value(), "type", "wireguard"));
    if (kernel.ok()) {
      return ApplyReport.done(List.of(operation));
    }
    Outcome served = userspace.create();
    return served.ok()
        ? ApplyReport.done(List.of(operation))
        : ApplyReport.failed(
            List.of(operation),
            "kernel: %s; wireguard-go: %s".formatted(kernel.reason(), served.reason()));
  }

  /** Hands over the private key. */
  public ApplyReport setPrivateKey(SetPrivateKey operation, DesiredState desired) {
    return withFile(
        operation,
        desired.privateKey().toBase64() + "\n",
        List.of("wg", "set", name.value(), "private-key"));
  }

  /** Loads the whole configuration at once, without touching sessions of peers that stay. */
  public ApplyReport reload(ReloadTunnel operation, DesiredState desired) {
    return withFile(
        operation, Configuration.forWg(desired), List.of("wg", "syncconf", name.value()));
  }

  /** Listens on another port. */
  public ApplyReport setListenPort(SetListenPort operation) {
    return report(
        List.of(operation), set(List.of("listen-port", Integer.toString(operation.port()))));
  }

  /** Takes the mark off. */
  public ApplyReport clearMark(ClearMark operation) {
    return report(List.of(operation), set(List.of("fwmark", "0")));
  }

  /** Changes peers, as many as fit in one call; one that is refused harms only itself. */
  public ApplyReport setPeers(List<Operation.OfPeer> peers) {
    ApplyReport report = ApplyReport.NOTHING;
    List<Operation.OfPeer> batch = new ArrayList<>();
    int bytes = 0;
    for (Operation.OfPeer peer : warmLast(peers)) {
      int size = arguments(peer).stream().mapToInt(argument -> argument.length() + 1).sum();
      if (bytes + size > ARGUMENT_BYTES) {
        report = report.and(setTogether(batch));
        batch.clear();
        bytes = 0;
      }
      batch.add(peer);
      bytes += size;
    }
    return report.and(setTogether(batch));
  }

  /**
   * After a peer whose keepalive is switched on wireguard-go 0.0.20220316 shakes hands with all
   * that follow in the same call (measured): 3,000 idle peers would be 3,000 handshakes at each
   * start.
   */
  private static List<Operation.OfPeer> warmLast(List<Operation.OfPeer> peers) {
    List<Operation.OfPeer> ordered = new ArrayList<>();
    List<Operation.OfPeer> warm = new ArrayList<>();
    for (Operation.OfPeer peer : peers) {
      boolean kept = peer instanceof PutPeer put && put.keepalive().orElse(0) > 0;
      (kept ? warm : ordered).add(peer);
    }
    ordered.addAll(warm);
    return ordered;
  }

  /** Takes the interface away; a wireguard-go that served it ends by itself. */
  public ApplyReport remove(RemoveInterface operation) {
    userspace.stop();
    Outcome deleted = commands.run(Command.of("ip", "link", "del", "dev", name.value()));
    return deleted.ok() || !userspace.exists()
        ? ApplyReport.done(List.of(operation))
        : ApplyReport.failed(List.of(operation), deleted.reason());
  }

  private ApplyReport setTogether(List<Operation.OfPeer> peers) {
    if (peers.isEmpty()) {
      return ApplyReport.NOTHING;
    }
    Outcome outcome = set(peers.stream().flatMap(peer -> arguments(peer).stream()).toList());
    if (outcome.ok() || peers.size() == 1) {
      return report(peers, outcome);
    }
    // wg applies all or nothing of a call: halve it until the culprit stands alone.
    int middle = peers.size() / 2;
    return setTogether(peers.subList(0, middle))
        .and(setTogether(peers.subList(middle, peers.size())));
  }

  private static List<String> arguments(Operation.OfPeer operation) {
    return switch (operation) {
      case PutPeer peer -> PeerArguments.of(peer);
      case RemovePeer gone -> PeerArguments.of(gone);
    };
  }

  private Outcome set(List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of("wg", "set", name.value()));
    argv.addAll(arguments);
    return commands.run(Command.of(argv));
  }

  private ApplyReport withFile(Operation operation, String secret, List<String> before) {
    try {
      Path file = runDirectory.resolve(name.value() + ".secret");
      try {
        PrivateFile.write(file, secret);
        List<String> argv = new ArrayList<>(before);
        argv.add(file.toString());
        return report(List.of(operation), commands.run(Command.of(argv)));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      return ApplyReport.failed(
          List.of(operation), "no file in " + runDirectory + ": " + e.getMessage());
    }
  }

  private static ApplyReport report(List<? extends Operation> operations, Outcome outcome) {
    return outcome.ok()
        ? ApplyReport.done(operations)
        : ApplyReport.failed(operations, outcome.reason());
  }
}
