package io.filigree.edge;

import io.filigree.edge.agent.Heals;
import io.filigree.edge.agent.Quality;
import io.filigree.edge.agent.Stand;
import io.filigree.edge.agent.StatusPage;
import io.filigree.edge.agent.StatusPage.PeerLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The status page for a person: what is wrong stands first, and nothing is said twice. */
final class StatusText {

  private static final String GAP = "  ";
  private static final long TENTH_OF_A_MILLI = 100_000;

  private final StatusPage page;
  private final Instant now;
  private final boolean runs;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param runs whether the process that wrote the page still does
   */
  StatusText(StatusPage page, Instant now, boolean runs) {
    this.page = page;
    this.now = now;
    this.runs = runs;
  }

  String text() {
    line(headline());
    line("coordinator  " + contact());
    offered();
    line("interface    " + page.interfaceName() + GAP + String.join(", ", page.ranges()));
    seen();
    if (!runs) {
      line("filigree run is not running; this is what it saw last");
    }
    page.troubles().forEach(trouble -> line("trouble      " + trouble));
    if (page.resyncs() > 0) {
      line("resyncs      " + page.resyncs() + " (an answer did not add up with what we hold)");
    }
    healed();
    dropped();
    refusals();
    peers();
    return text.toString();
  }

  private String headline() {
    return switch (page.standing()) {
      case WAITING -> page.siteId() + ": no peer list yet";
      case DAMAGED ->
          page.siteId() + ": the peer list on the disk is damaged; what runs is left alone";
      case REMOVED -> page.siteId() + ": removed from mesh " + page.mesh();
      case MESHED ->
          page.site()
              + " in mesh "
              + page.mesh()
              + GAP
              + "epoch "
              + page.epoch()
              + ", revision "
              + page.revision();
    };
  }

  private String contact() {
    return page.lastContact().isEmpty()
        ? "has not answered since filigree run started"
        : "answered " + ago(page.lastContact());
  }

  /** Without a relay nobody says. */
  private void seen() {
    if (!page.nat().seen().isEmpty()) {
      String places = String.join(", ", page.nat().seen());
      line("seen         " + places + GAP + "(" + page.nat().type().phrase() + ")");
    }
  }

  /** Only what is not applied, or not yet, is worth a line. */
  private void offered() {
    Optional<Stand> offered = page.offered();
    if (offered.isPresent() && !offered.get().cursor().toString().equals(page.cursor())) {
      line(
          "offered      epoch "
              + offered.get().epoch()
              + ", revision "
              + offered.get().cursor().revision()
              + ": not applied");
    }
  }

  private void healed() {
    if (page.healed().last().isEmpty()) {
      return;
    }
    line("healed       " + page.healed().total() + " in all");
    for (Heals.Heal heal : page.healed().last()) {
      line("             " + ago(Optional.of(heal.at())) + ": " + heal.what());
    }
  }

  private void dropped() {
    for (StatusPage.Dropped rule : page.dropped()) {
      line("dropped      " + rule.packets() + ": " + rule.what());
    }
  }

  private void refusals() {
    for (StatusPage.Refused refusal : page.refusals()) {
      line("refused      " + refusal.site() + ": " + refusal.reason());
    }
  }

  private void peers() {
    if (page.peers().isEmpty()) {
      line("no peers");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("PEER", "PATH", "HANDSHAKE", "LATENCY", "LOSS", "ENDPOINT", "RANGES"));
    for (PeerLine peer : page.peers()) {
      rows.add(
          List.of(
              peer.name(),
              peer.path().text(),
              ago(peer.handshake()),
              latency(peer.quality()),
              loss(peer.quality()),
              peer.endpoint().isEmpty() ? "-" : peer.endpoint(),
              String.join(", ", peer.ranges())));
    }
    line("");
    table(rows);
  }

  /** Such as {@code 12.3 ms}. */
  private static String latency(Optional<Quality> quality) {
    if (quality.flatMap(Quality::median).isEmpty()) {
      return "-";
    }
    long tenths = quality.get().median().orElseThrow().toNanos() / TENTH_OF_A_MILLI;
    return tenths / 10 + "." + tenths % 10 + " ms";
  }

  private static String loss(Optional<Quality> quality) {
    return quality.map(of -> Math.ceilDiv(100 * of.lost(), of.asked()) + " %").orElse("-");
  }

  private void table(List<List<String>> rows) {
    int last = rows.getFirst().size() - 1;
    int[] widths = new int[last];
    for (List<String> row : rows) {
      for (int i = 0; i < last; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      for (int i = 0; i < last; i++) {
        text.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length()).append(GAP);
      }
      line(row.get(last));
    }
  }

  private String ago(Optional<Instant> at) {
    return Ago.text(at, now, "never");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
