package io.filigree.edge.doctor;

import java.util.List;

/** All checks, causes before their consequences. */
final class Checks {

  static final List<Check> ALL =
      List.of(
          new ToolsMissing(),
          new WireGuardMissing(),
          new StateFiles(),
          new PeerListDamaged(),
          new ClientStopped(),
          new ClockWrong(),
          new CoordinatorSilent(),
          new Refused(),
          new HealedAgain(),
          new PortTaken(),
          new PortBlocked(),
          new WgQuickUnit(),
          new NetworkManagerTouches(),
          new NetworkdTouches(),
          new Flannel(),
          new TunnelInterface(),
          new TunnelSocket(),
          new TunnelKey(),
          new TunnelMtu(),
          new AllowedRanges(),
          new RouteMissing(),
          new RouteLoses(),
          new LanOverlaps(),
          new ReversePathStrict(),
          new ForwardingOff(),
          new IptablesMissing(),
          new ForwardDrops(),
          new OtherFirewall(),
          new TableWrong(),
          new MasqueradeBefore(),
          new SourceSeen(),
          new NamesUnresolved(),
          new ResolverInMesh(),
          new RelaySilent(),
          new PeerSilent(),
          new StaysRelayed(),
          new ConnectionsFull(),
          new ConfigurationStale());

  private Checks() {}
}
