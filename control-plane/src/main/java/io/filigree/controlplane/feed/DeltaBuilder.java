package io.filigree.controlplane.feed;

import io.filigree.protocol.feed.FactsEntry;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.SiteEntry;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Collects one answer. Levels, not events: whatever happened to a site in between, it stands here
 * once, as it is now. Sites come in the order of their ids, so that the same question has the same
 * bytes on every replica.
 */
final class DeltaBuilder {

  private final FeedState state;
  private final NavigableSet<SiteId> records = new TreeSet<>();
  private final NavigableSet<SiteId> facts = new TreeSet<>();
  private final NavigableSet<SiteId> removed = new TreeSet<>();
  private boolean mesh;

  DeltaBuilder(FeedState state) {
    this.state = state;
  }

  /** The full list. */
  MeshAnswer everything() {
    mesh = true;
    records.addAll(state.records().keySet());
    facts.addAll(state.facts().keySet());
    return answer(true);
  }

  /** What these rows of the log name. */
  MeshAnswer changed(List<LoggedChange> rows) {
    rows.forEach(this::note);
    return answer(false);
  }

  private void note(LoggedChange row) {
    switch (row.kind()) {
      case MESH -> mesh = true;
      case SITE -> row.site().ifPresent(records::add);
      case FACTS -> row.site().ifPresent(facts::add);
      // A reader forgets it first; if it came back since, later rows name what it is now.
      case REMOVED -> row.site().ifPresent(removed::add);
      case ROSTER -> {}
    }
  }

  private MeshAnswer answer(boolean full) {
    Signature64 signature =
        state
            .stored()
            .signature()
            .orElseThrow(() -> new IllegalStateException("no roster was signed yet"));
    return new MeshAnswer(
        state.cursor(),
        state.stored().epoch(),
        signature,
        full,
        mesh ? Optional.of(state.meshRecord()) : Optional.empty(),
        records(),
        facts(),
        List.copyOf(removed));
  }

  private List<SiteEntry> records() {
    List<SiteEntry> entries = new ArrayList<>(records.size());
    for (SiteId site : records) {
      DocumentText record = state.records().get(site);
      if (record != null) {
        entries.add(new SiteEntry(site, record));
      }
    }
    return entries;
  }

  private List<FactsEntry> facts() {
    List<FactsEntry> entries = new ArrayList<>(facts.size());
    for (SiteId site : facts) {
      SignedFacts signed = state.facts().get(site);
      if (signed != null) {
        entries.add(new FactsEntry(site, signed));
      }
    }
    return entries;
  }
}
