package io.filigree.edge.plan;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One change to this machine, small enough to fail on its own. */
public sealed interface Operation {

  /** The change in a few words, for a report; never a secret. */
  String describe();

  /** A change to WireGuard's peers. */
  sealed interface OfPeer extends Operation permits PutPeer, RemovePeer {

    /** Which peer. */
    WireGuardPublicKey key();
  }

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

  /** Take a firewall mark off the packets WireGuard sends: Filigree sets none. */
  record ClearMark(long mark) implements Operation {
    @Override
    public String describe() {
      return "firewall mark 0x%x of the interface".formatted(mark);
    }
  }

  /**
   * Add a peer or change what is named of it.
   *
   * @param how whether it is there already
   * @param unshared take away a preshared key, which nobody but somebody's hand can have set
   */
  record PutPeer(
      WireGuardPublicKey key,
      How how,
      Optional<List<Cidr>> allowedIps,
      Optional<Endpoint> endpoint,
      OptionalInt keepalive,
      boolean unshared)
      implements OfPeer {

    /** What becomes of a peer that is there already. */
    public enum How {
      /** There is none. */
      NEW,
      /** Removed first, in the same command, which makes WireGuard start afresh. */
      AGAIN,
      /** Only what is named is changed; a session goes on. */
      CHANGED
    }

    @Override
    public String describe() {
      return switch (how) {
        case NEW -> "peer " + key;
        case AGAIN -> "peer " + key + " once more";
        case CHANGED -> String.join(" and ", named()) + " of peer " + key;
      };
    }

    private List<String> named() {
      List<String> named = new ArrayList<>();
      allowedIps.ifPresent(ips -> named.add("allowed-ips"));
      endpoint.ifPresent(known -> named.add("endpoint"));
      keepalive.ifPresent(seconds -> named.add("keepalive"));
      if (unshared) {
        named.add("preshared key");
      }
      return named;
    }
  }

  /** Forget a peer. */
  record RemovePeer(WireGuardPublicKey key) implements OfPeer {
    @Override
    public String describe() {
      return "stray peer " + key;
    }
  }

  /**
   * Route a range into the interface.
   *
   * @param replace whether there is a route of ours, or one that was made of it
   */
  record PutRoute(Route route, boolean replace) implements OfRoute {
    @Override
    public String describe() {
      return (replace ? "changed route " : "route ") + route.destination();
    }
  }

  /** Take one of our routes away. */
  record RemoveRoute(Route route) implements OfRoute {
    @Override
    public String describe() {
      return "stray route " + route.destination();
    }
  }

  /**
   * Replace our whole table in one transaction.
   *
   * @param what what is not as it should be, in words that the table's name ends
   */
  record ReplaceTable(NftTable table, String what) implements OfTable {
    @Override
    public String describe() {
      return what + " " + table.name();
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
      if (added.isEmpty()) {
        return "stray %s of firewall set %s".formatted(elements(removed), set);
      }
      return removed.isEmpty()
          ? "%s of firewall set %s".formatted(elements(added), set)
          : "changed elements of firewall set " + set;
    }

    private static String elements(List<Cidr> elements) {
      return elements.size() == 1
          ? "element " + elements.getFirst()
          : elements.size() + " elements";
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
      return "forwarding of " + family.protocol();
    }
  }

  /** Put a tagged rule first in a chain of the host's. */
  record AddForwardRule(ForwardRule rule) implements OfForward {
    @Override
    public String describe() {
      return rule.describe();
    }
  }

  /** Take a tagged rule of ours out of a chain of the host's. */
  record RemoveForwardRule(ForwardRule rule) implements OfForward {
    @Override
    public String describe() {
      return "stray " + rule.describe();
    }
  }

  /**
   * Write the wg-quick file again.
   *
   * @param edited whether it is there and says something else
   */
  record RestoreFile(boolean edited) implements Operation {
    @Override
    public String describe() {
      return (edited ? "changed" : "missing") + " wg-quick file";
    }
  }
}
