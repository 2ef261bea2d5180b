package io.filigree.edge;

import io.filigree.edge.relay.Count;
import io.filigree.edge.relay.agent.RelayPage;
import io.filigree.edge.relay.station.RelayStatusFile;
import java.time.Instant;

/** A relay's status page for a person: what is wrong stands first. */
final class RelayStatusText {

  private final StringBuilder text = new StringBuilder();

  private RelayStatusText() {}

  /**
   * @param runs whether the process that wrote the page still does
   */
  static String of(RelayStatusFile file, Instant now, boolean runs) {
    RelayStatusText lines = new RelayStatusText();
    file.page().ifPresent(page -> lines.mesh(page, now));
    lines.line("members", file.members() + ", of which attached: " + file.attached());
    if (!runs) {
      lines.line("trouble", "the relay is not running; this is what it saw last");
    }
    lines.counts(file);
    return lines.text.toString();
  }

  private void mesh(RelayPage page, Instant now) {
    text.append(headline(page)).append('\n');
    line("coordinator", contact(page, now));
    line("reached at", String.join(", ", page.endpoints()));
    page.troubles().forEach(trouble -> line("trouble", trouble));
    page.refusals().forEach(refused -> line("refused", refused.subject() + ": " + refused.text()));
  }

  private static String contact(RelayPage page, Instant now) {
    return page.lastContact().isEmpty()
        ? "has not answered since the start"
        : "answered " + Ago.text(page.lastContact(), now, "never");
  }

  private static String headline(RelayPage page) {
    return switch (page.standing()) {
      case WAITING -> "no list of sites yet; nobody is served";
      case REMOVED -> "removed from mesh " + page.mesh() + "; nobody is served";
      case SERVING ->
          "%s in mesh %s%s"
              .formatted(
                  page.name(),
                  page.mesh(),
                  page.stand()
                      .map(stand ->
                          "  epoch " + stand.epoch() + ", revision " + stand.cursor().revision())
                      .orElse(""));
    };
  }

  /** What never happened is not worth a line. */
  private void counts(RelayStatusFile file) {
    for (Count what : Count.values()) {
      long many = file.count(what);
      if (many > 0) {
        line(what.text(), Long.toString(many));
      }
    }
  }

  private void line(String what, String value) {
    text.append(what).repeat(' ', Math.max(1, 26 - what.length())).append(value).append('\n');
  }
}
