package io.filigree.edge;

import io.filigree.edge.agent.Heals;
import io.filigree.edge.agent.Reach;
import io.filigree.edge.agent.RelayLine;
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

  private static final List<String> COLUMNS =
      List.of("PEER", "PATH", "SINCE", "HANDSHAKE", "LATENCY", "LOSS", "ENDPOINT", "RANGES");

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
    page.relays().forEach(this::relay);
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

  private void relay(RelayLine relay) {
    String measured =
        relay.quality().isEmpty()
            ? ""
            : GAP + Measured.latency(relay.quality()) + GAP + Measured.loss(relay.quality());
    String seen = relay.seen().isEmpty() ? "" : GAP + "sees " + relay.seen();
    line(
        "relay        "
            + relay.name()
            + GAP
            + relay.endpoint()
            + GAP
            + standing(relay)
            + measured
            + seen);
  }

  private static String standing(RelayLine relay) {
    return switch (relay.standing()) {
      case ANSWERS -> "answers";
      case SILENT -> "does not answer";
      case UNTRIED -> "not tried yet";
    };
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
    rows.add(COLUMNS);
    for (PeerLine peer : page.peers()) {
      rows.add(
          List.of(
              peer.name(),
              path(peer.reach()),
              Ago.text(peer.reach().since(), now, "-"),
              ago(peer.handshake()),
              Measured.latency(peer.quality()),
              Measured.loss(peer.quality()),
              peer.endpoint().isEmpty() ? "-" : peer.endpoint(),
              String.join(", ", peer.ranges())));
    }
    line("");
    table(rows);
    notDirect();
  }

  private static String path(Reach reach) {
    String through = reach.relay().isEmpty() ? "" : " by " + reach.relay();
    return reach.path().text() + through;
  }

  /** A table has no room for sentences. */
  private void notDirect() {
    for (PeerLine peer : page.peers()) {
      peer.reach()
          .hindrance()
          .map(why -> NotDirect.text(why, peer.reach(), now))
          .ifPresent(why -> line(peer.name() + " is not reached directly: " + why));
    }
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
