package io.filigree.controlplane.feed;

import io.filigree.controlplane.ledger.ChangeKind;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.name.MeshId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store with a bug: its log is trimmed by one revision too much, and still claims to lead on from
 * the cursor before it.
 */
record ForgetfulLog(FeedStore honest) implements FeedStore {

  @Override
  public Optional<Snapshot> snapshot(MeshId mesh) {
    return honest
        .snapshot(mesh)
        .map(whole ->
            new Snapshot(
                whole.head(),
                whole.meshRecord(),
                whole.records(),
                whole.facts(),
                forget(whole.log()),
                whole.bound()));
  }

  private static List<LoggedChange> forget(List<LoggedChange> log) {
    Optional<Cursor> anchor = log.stream().findFirst().map(LoggedChange::after);
    Optional<Cursor> second =
        log.stream()
            .map(LoggedChange::after)
            .filter(after -> !after.equals(anchor.get()))
            .findFirst();
    return log.stream()
        .map(row -> second.filter(row.after()::equals).isPresent() ? emptied(row) : row)
        .toList();
  }

  private static LoggedChange emptied(LoggedChange row) {
    return new LoggedChange(row.after(), ChangeKind.ROSTER, Optional.empty());
  }

  @Override
  public Optional<Changes> changesSince(MeshId mesh, Revision since) {
    return honest.changesSince(mesh, since);
  }

  @Override
  public Map<MeshId, Cursor> heads() {
    return honest.heads();
  }
}
