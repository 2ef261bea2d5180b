package io.filigree.edge.agent;

import io.filigree.edge.trust.Holdings;
import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.Refusal;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.roster.Epoch;
import java.util.ArrayList;
import java.util.List;

/**
 * What this site tells the coordinator of itself.
 *
 * @param counter grows with every report
 * @param cursor where its applied peer list stands
 * @param epoch the epoch of its applied roster
 * @param version the client's version
 * @param refusals what it refused or could not do, and why
 * @param peers how many peers it has, by path
 * @param seen where it sees the tunnels of peers that cannot see that themselves
 * @param nat what kind of NAT relays see it behind
 * @param paths how it reaches the peers in use
 */
public record StatusReport(
    long counter,
    Cursor cursor,
    Epoch epoch,
    String version,
    List<Line> refusals,
    Totals peers,
    List<Sighting> seen,
    NatType nat,
    List<PathReport> paths) {

  public StatusReport {
    refusals = List.copyOf(refusals);
    seen = List.copyOf(seen);
    paths = List.copyOf(paths);
  }

  /**
   * What there is to say of that list; not yet numbered.
   *
   * @param refused what of it, or of what came after it, was refused
   */
  public static StatusReport of(
      PeerList list, String version, List<Refusal> refused, Totals peers) {
    List<Line> lines = new ArrayList<>();
    for (Refusal refusal : refused) {
      lines.add(new Line(refusal.subject(), refusal.text()));
    }
    Holdings holdings = list.holdings();
    return new StatusReport(
        0,
        holdings.cursor(),
        holdings.epoch(),
        version,
        lines,
        peers,
        List.of(),
        NatType.UNKNOWN,
        List.of());
  }

  public StatusReport seeing(List<Sighting> now) {
    return new StatusReport(counter, cursor, epoch, version, refusals, peers, now, nat, paths);
  }

  public StatusReport reaching(NatType natNow, List<PathReport> pathsNow) {
    return new StatusReport(
        counter, cursor, epoch, version, refusals, peers, seen, natNow, pathsNow);
  }

  /** Without what is measured anew all the time. */
  StatusReport unmeasured() {
    return reaching(nat, paths.stream().map(PathReport::unmeasured).toList());
  }

  /** Where packets of that site come from. */
  public record Sighting(String site, Endpoint endpoint) {}

  /** One refusal; the site is empty when it concerns no single one. */
  public record Line(String site, String reason) {}

  /** Peers by path. */
  public record Totals(int total, int direct, int relayed, int idle, int down) {}

  public StatusReport numbered(long number) {
    return new StatusReport(number, cursor, epoch, version, refusals, peers, seen, nat, paths);
  }
}
