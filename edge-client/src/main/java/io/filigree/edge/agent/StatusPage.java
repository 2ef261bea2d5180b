package io.filigree.edge.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code filigree status} shows: everything a person asks first.
 *
 * @param standing how this site stands in its mesh
 * @param mesh the mesh's name; empty before the first peer list
 * @param site this site's name
 * @param siteId its id
 * @param interfaceName the mesh interface
 * @param ranges its own ranges
 * @param epoch the applied roster's number
 * @param cursor where the applied peer list stands; empty before the first
 * @param offered where the list stands that the coordinator offered last, taken up or not; empty
 *     before it has answered
 * @param reachable whether it answered when last asked
 * @param lastContact when the coordinator last answered
 * @param nat how it looks from outside
 * @param relays every relay of the mesh
 * @param troubles what is wrong with this machine or the way to the coordinator, in sentences
 * @param resyncs how often what came did not add up
 * @param healed what somebody had changed on this machine and was put right
 * @param dropped what the firewall table turned away since it was made, rule by rule
 * @param peers every peer
 * @param refusals what was refused, and why
 */
public record StatusPage(
    Standing standing,
    String mesh,
    String site,
    String siteId,
    String interfaceName,
    List<String> ranges,
    long epoch,
    String cursor,
    Optional<Stand> offered,
    boolean reachable,
    Optional<Instant> lastContact,
    Nat nat,
    List<RelayLine> relays,
    List<String> troubles,
    long resyncs,
    Heals healed,
    List<Dropped> dropped,
    List<PeerLine> peers,
    List<Refused> refusals) {

  public StatusPage {
    ranges = List.copyOf(ranges);
    relays = List.copyOf(relays);
    troubles = List.copyOf(troubles);
    dropped = List.copyOf(dropped);
    peers = List.copyOf(peers);
    refusals = List.copyOf(refusals);
  }

  /** The applied peer list's revision; 0 before the first. */
  public long revision() {
    int dot = cursor.indexOf('.');
    return dot < 0 ? 0 : Long.parseLong(cursor.substring(0, dot));
  }

  /** How a site stands in its mesh. */
  public enum Standing {
    /** No peer list yet. */
    WAITING,
    /** A verified peer list is applied. */
    MESHED,
    /** A valid roster no longer lists this site. */
    REMOVED,
    /** The peer list on the disk cannot be read: what runs is left alone. */
    DAMAGED
  }

  /**
   * What one kind of rule has dropped.
   *
   * @param what such as {@code not an exported range}
   */
  public record Dropped(String what, long packets) {}

  /**
   * Something that was offered and not taken up.
   *
   * @param site empty when it concerns no single one
   * @param code stable, for machines
   * @param reason for people
   */
  public record Refused(String site, String code, String reason) {}

  /**
   * One peer.
   *
   * @param siteId names may repeat, and this does not
   * @param key its WireGuard key; empty while it has announced none
   * @param endpoint where packets to it go; empty while unknown
   * @param handshake when a session last came about; empty if never
   * @param quality how well it answers; empty for one that is not asked
   */
  public record PeerLine(
      String name,
      String siteId,
      Reach reach,
      String key,
      String endpoint,
      Optional<Instant> handshake,
      List<String> ranges,
      long received,
      long sent,
      Optional<Quality> quality) {
    public PeerLine {
      ranges = List.copyOf(ranges);
    }

    /** How it is reached now. */
    public Path path() {
      return reach.path();
    }
  }
}
