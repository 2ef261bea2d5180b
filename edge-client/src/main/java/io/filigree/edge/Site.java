package io.filigree.edge;

import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.Settings;
import io.filigree.edge.agent.WarmPolicy;
import io.filigree.edge.hands.LinuxHands;
import io.filigree.edge.host.HostCommands;
import io.filigree.edge.plan.Hands;
import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.route.Counters;
import io.filigree.edge.state.Enrolment;
import io.filigree.edge.state.SiteFiles;
import io.filigree.edge.trust.TrustRoot;
import io.filigree.edge.wireguard.WireGuard;
import io.filigree.protocol.join.TrustAnchor;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.WireGuardPrivateKey;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A box that has joined: who it is, with its keys.
 *
 * @param identityKey signs its requests and facts
 * @param warm what it may spend on peers without traffic; said at every start, not at the join
 */
record Site(
    Enrolment enrolment,
    Ed25519PrivateKey identityKey,
    WireGuardPrivateKey wireGuardKey,
    WarmPolicy warm) {

  /** Empty on a box that never joined. */
  static Optional<Site> load(SiteFiles files) throws IOException {
    Optional<Enrolment> enrolment = files.joined();
    return enrolment.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Site(
                enrolment.get(),
                files.keptIdentityKey(),
                files.keptWireGuardKey(),
                WarmPolicy.USUAL));
  }

  Site keeping(WarmPolicy other) {
    return new Site(enrolment, identityKey, wireGuardKey, other);
  }

  String interfaceName() {
    return enrolment.options().interfaceName();
  }

  TrustRoot root() {
    TrustAnchor trust = enrolment.trust();
    return new TrustRoot(
        trust.mesh(),
        enrolment.site(),
        new IdentityKey(identityKey.publicKey()),
        wireGuardKey.publicKey(),
        trust.rosterKey(),
        trust.minEpoch());
  }

  Settings settings() {
    Enrolment.Options options = enrolment.options();
    return new Settings(
        root(),
        wireGuardKey,
        options.interfaceName(),
        options.port(),
        options.firewall(),
        options.clock(),
        options.endpoints(),
        enrolment.trust().urls(),
        enrolment.trust().pins(),
        warm,
        Version.TEXT);
  }

  Hands hands(Folders folders) {
    return hands(interfaceName(), folders);
  }

  Traffic traffic(Folders folders, Consumer<Input> inputs) {
    InterfaceName name = new InterfaceName(interfaceName());
    return new Traffic(
        new Counters(name), new WireGuard(new HostCommands(), name, folders.run()), inputs);
  }

  /** The hands for an interface, whosever it is. */
  static Hands hands(String interfaceName, Folders folders) {
    return new LinuxHands(
        new HostCommands(),
        new InterfaceName(interfaceName),
        folders.run(),
        folders.wireGuardConfiguration(interfaceName),
        InstantSource.system());
  }
}
