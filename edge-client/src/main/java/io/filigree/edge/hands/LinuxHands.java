package io.filigree.edge.hands;

import io.filigree.edge.firewall.Connections;
import io.filigree.edge.firewall.ForwardChains;
import io.filigree.edge.firewall.OwnTable;
import io.filigree.edge.host.Commands;
import io.filigree.edge.host.Forwarding;
import io.filigree.edge.plan.ActualState;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.Difference;
import io.filigree.edge.plan.Hands;
import io.filigree.edge.plan.InterfaceAddress;
import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.plan.IpFamily;
import io.filigree.edge.plan.Operation;
import io.filigree.edge.route.Network;
import io.filigree.edge.route.NetworkState;
import io.filigree.edge.wireguard.ConfigurationFile;
import io.filigree.edge.wireguard.WireGuard;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The hands on Linux, by {@code wg}, {@code ip}, {@code nft}, {@code iptables} and {@code
 * /proc/sys}. For one thread.
 */
public final class LinuxHands implements Hands {
  private final InterfaceName name;
  private final InstantSource clock;
  private final Parts parts;

  /** Only what we forward ourselves can be dropped by the host; at first nobody knows. */
  private Set<IpFamily> forwarded = EnumSet.allOf(IpFamily.class);

  private Set<String> interfaces = Set.of();
  private Set<InterfaceAddress> addressesSeen = Set.of();
  private Optional<Set<InterfaceAddress>> addressesApplied = Optional.empty();

  /**
   * @param commands this machine's, or a network namespace's
   * @param name the mesh interface
   * @param runDirectory for files that live as long as a command, some with a key in them; best in
   *     memory
   * @param configuration the wg-quick file to keep current
   * @param clock the wall clock, which WireGuard's handshake times are in
   */
  public LinuxHands(
      Commands commands,
      InterfaceName name,
      Path runDirectory,
      Path configuration,
      InstantSource clock) {
    this.name = name;
    this.clock = clock;
    this.parts =
        new Parts(
            new WireGuard(commands, name, runDirectory),
            new Network(commands, name),
            new OwnTable(commands, name, runDirectory),
            new ForwardChains(commands, name),
            new Connections(commands),
            new Forwarding(commands),
            new ConfigurationFile(configuration, clock));
  }

  @Override
  public ActualState observe() {
    NetworkState network = parts.network().observe();
    interfaces = network.interfaces();
    addressesSeen = network.addresses();
    return new ActualState(
        clock.instant(),
        network.link(),
        network.link().flatMap(link -> parts.wireGuard().observe()),
        network.routes(),
        network.taken(),
        parts.table().observe(),
        parts.forward().observe(forwarded),
        parts.forwarding().observe(),
        parts.file().look(),
        network.underlayMtu(),
        addressesApplied.filter(before -> !before.equals(addressesSeen)).isPresent(),
        network.failures());
  }

  @Override
  public ApplyReport apply(DesiredState desired, ActualState actual) {
    List<Operation> operations = Difference.between(desired, actual);
    ApplyReport report = new Application(parts, desired, interfaces).apply(operations);
    addressesApplied = Optional.of(addressesSeen);
    forwarded = desired.firewall() ? desired.forwarding() : Set.of();
    return parts.file().keep(desired).map(report::and).orElse(report);
  }

  @Override
  public ApplyReport amend(List<Operation.OfPeer> operations) {
    return parts.wireGuard().setPeers(operations);
  }

  @Override
  public ApplyReport removeAll() {
    forwarded = EnumSet.allOf(IpFamily.class);
    ApplyReport report = new Removal(parts, name).from(observe());
    addressesApplied = Optional.empty();
    return parts.file().remove().map(report::and).orElse(report);
  }
}
