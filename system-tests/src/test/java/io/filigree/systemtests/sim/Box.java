package io.filigree.systemtests.sim;

import io.filigree.edge.agent.Now;
import io.filigree.edge.agent.Seen;
import io.filigree.edge.plan.FakeHands;
import io.filigree.edge.state.VirtualDisk;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.roster.Epoch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One edge: a machine, a disk, a clock, and the client that runs on it now and then. */
final class Box {

  /** A boot's clock starts anywhere, below zero too. */
  private static final long ANYWHERE = 3_000_000_000L;

  final SimSite site;
  final VirtualDisk disk;
  final Client client;
  FakeHands machine;
  Seen seen = Seen.nothing();
  Duration clockError = Duration.ZERO;
  IpAddress address;
  long cutOffUntil;
  long diskFullUntil;

  private final World world;
  private final Epoch floor;
  private long millisAtDawn;

  /**
   * A box that was just enrolled.
   *
   * @param floor the epoch its join token named
   */
  Box(World world, SimSite site, Epoch floor) {
    this(world, site, floor, new VirtualDisk(), new FakeHands(), site.address());
    millisAtDawn = world.dice.between(-ANYWHERE, ANYWHERE);
  }

  private Box(
      World world,
      SimSite site,
      Epoch floor,
      VirtualDisk disk,
      FakeHands machine,
      IpAddress address) {
    this.world = world;
    this.site = site;
    this.floor = floor;
    this.disk = disk;
    this.machine = machine;
    this.address = address;
    this.client = new Client(world, this, site.settings(floor));
  }

  /** The same box in another world, with its client in the middle of a question. */
  Box in(World other) {
    Box copy = new Box(other, site, floor, disk.copy(), machine.copy(), address);
    copy.millisAtDawn = millisAtDawn;
    copy.seen = seen;
    copy.client.goOn(client);
    return copy;
  }

  /** Its time of day, which may be wrong. */
  Instant wall() {
    return world.wall().plus(clockError);
  }

  Now now() {
    return new Now(world.time.millis() + millisAtDawn, wall());
  }

  /** When that moment of its clock comes, in the world's time. */
  long worldTime(long millis) {
    return millis == Long.MAX_VALUE ? millis : millis - millisAtDawn;
  }

  boolean cutOff() {
    return world.time.millis() < cutOffUntil;
  }

  boolean diskFull() {
    return world.time.millis() < diskFullUntil;
  }

  /** The power goes and comes back: nothing is left but what is on the disk. */
  void reboot() {
    client.die();
    machine = new FakeHands();
    millisAtDawn = world.dice.between(-ANYWHERE, ANYWHERE);
  }

  /** Peers complete handshakes as soon as both ends know each other. */
  void meetPeers() {
    machine.clock(wall());
    for (WireGuardPublicKey peer : machine.peers()) {
      Optional<Box> other = world.box(peer);
      if (other.isEmpty()) {
        machine.handshake(peer);
      } else if (other.get().machine.has(site.key())) {
        machine.handshake(peer);
        other.get().machine.clock(other.get().wall());
        other.get().machine.handshake(site.key());
      }
    }
  }

  @Override
  public String toString() {
    return site.name().toString();
  }
}
