package io.filigree.edge.plan;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One change to this machine, small enough to fail on its own. */
public sealed interface Operation {

  /** The change in a few words, for a report; never a secret. */
  String describe();

  /** A change to WireGuard's peers. */
  sealed interface OfPeer extends Operation permits PutPeer, RemovePeer {}

  /** A change to the interface as a network interface. */
  sealed interface OfLink extends Operation permits SetMtu, AddAddress, RemoveAddress, BringUp {}

  /** A change to the routes. */
  sealed interface OfRoute extends Operation permits PutRoute, RemoveRoute {}

  /** A change to our firewall table. */
  sealed interface OfTable extends Operation permits ReplaceTable, RemoveTable, ChangeSet {}

  /** A change to the host's FORWARD chains. */
  sealed interface OfForward extends Operation permits AddForwardRule, RemoveForwardRule {}

  /** Make the interface; the kernel's WireGuard where it has one, else wireguard-go. */
  record CreateInterface(InterfaceName name) implements Operation {
    @Override
    public String describe() {
      return "interface " + name;
    }
  }

  /** Take the interface away, and its routes with it: the last thing Filigree does. */
  record RemoveInterface(InterfaceName name) implements Operation {
    @Override
    public String describe() {
      return "removed interface " + name;
    }
  }

  /**
   * Load the whole configuration at once, because what WireGuard holds cannot be read and so cannot
   * be compared.
   */
  record ReloadTunnel() implements Operation {
    @Override
    public String describe() {
      return "tunnel";
    }
  }

  /** Hand WireGuard the site's private key (which this value does not carry). */
  record SetPrivateKey() implements Operation {
    @Override
    public String describe() {
      return "private key";
    }
  }

  /** Listen on another UDP port. */
  record SetListenPort(int port) implements Operation {
    @Override
    public String describe() {
      return "listen port " + port;
    }
  }

  /** Set the interface's MTU, in bytes. */
  record SetMtu(int mtu) implements OfLink {
    @Override
    public String describe() {
      return "mtu " + mtu;
    }
  }

  /** Give the interface an address. */
  record AddAddress(InterfaceAddress address) implements OfLink {
    @Override
    public String describe() {
      return "address " + address;
    }
  }

  /** Take an address from the interface. */
  record RemoveAddress(InterfaceAddress address) implements OfLink {
    @Override
    public String describe() {
      return "stray address " + address;
    }
  }

  /** Bring the interface up: here the kernel notices that another process has the port. */
  record BringUp() implements OfLink {
    @Override
    public String describe() {
      return "link up";
    }
  }

  /**
   * Add a peer or change what is named of it.
   *
   * @param again remove it first, in the same command, which makes WireGuard start afresh
   */
  record PutPeer(
      WireGuardPublicKey key,
      boolean again,
      Optional<List<Cidr>> allowedIps,
      Optional<Endpoint> endpoint,
      OptionalInt keepalive)
      implements OfPeer {
    @Override
    public String describe() {
      return "peer " + key;
    }
  }

  /** Forget a peer. */
  record RemovePeer(WireGuardPublicKey key) implements OfPeer {
    @Override
    public String describe() {
      return "removed peer " + key;
    }
  }

  /** Route a range into the interface. */
  record PutRoute(Route route, boolean replace) implements OfRoute {
    @Override
    public String describe() {
      return "route " + route.destination();
    }
  }

  /** Take one of our routes away. */
  record RemoveRoute(Cidr destination) implements OfRoute {
    @Override
    public String describe() {
      return "removed route " + destination;
    }
  }

  /** Replace our whole table in one transaction. */
  record ReplaceTable(NftTable table) implements OfTable {
    @Override
    public String describe() {
      return "firewall table " + table.name();
    }
  }

  /** Delete our table, because the operator keeps us out of the firewall. */
  record RemoveTable(String name) implements OfTable {
    @Override
    public String describe() {
      return "removed firewall table " + name;
    }
  }

  /** Change what is in one set of our table. */
  record ChangeSet(String table, String set, List<Cidr> added, List<Cidr> removed)
      implements OfTable {
    @Override
    public String describe() {
      return "firewall set " + set;
    }
  }

  /**
   * Delete the kernel's connection entries that masquerade packets between own and remote ranges:
   * NAT is decided once per connection, so our rules would not reach those.
   */
  record ForgetMasquerading(List<Cidr> own, List<Cidr> remote) implements Operation {
    @Override
    public String describe() {
      return "masqueraded connections";
    }
  }

  /** Let the kernel forward packets of one family. */
  record EnableForwarding(IpFamily family) implements Operation {
    @Override
    public String describe() {
      return "forwarding of " + family;
    }
  }

  /** Put a tagged rule first in a chain of the host's. */
  record AddForwardRule(ForwardRule rule) implements OfForward {
    @Override
    public String describe() {
      return "forward rule in %s (%s)".formatted(rule.place(), rule.family());
    }
  }

  /** Take a tagged rule of ours out of a chain of the host's. */
  record RemoveForwardRule(ForwardRule rule) implements OfForward {
    @Override
    public String describe() {
      return "removed forward rule in %s (%s)".formatted(rule.place(), rule.family());
    }
  }
}
