package io.filigree.controlplane.feed;

import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The unbroken last stretch of a mesh's change log: every revision after {@code anchor} has its
 * rows here. A cursor is known if the log passed through it, revision and digest both. Instances
 * are immutable.
 */
final class ChangeLog {

  private final Cursor anchor;
  private final List<LoggedChange> rows;

  private ChangeLog(Cursor anchor, List<LoggedChange> rows) {
    this.anchor = anchor;
    this.rows = rows;
  }

  /** A log that knows nothing but where the mesh stands. */
  static ChangeLog startingAt(Cursor anchor) {
    return new ChangeLog(anchor, List.of());
  }

  /**
   * The longest stretch of these rows that has no gap and ends at {@code head}. The oldest revision
   * becomes the anchor: its own rows are given up, for who can say that none of them was trimmed?
   */
  static ChangeLog endingAt(Cursor head, List<LoggedChange> rows) {
    if (rows.isEmpty() || !rows.getLast().after().equals(head)) {
      return startingAt(head);
    }
    int first = rows.size() - 1;
    while (first > 0 && follows(rows.get(first - 1).after(), rows.get(first).after())) {
      first--;
    }
    return after(rows.get(first).after(), rows, first);
  }

  private static ChangeLog after(Cursor anchor, List<LoggedChange> rows, int from) {
    int first = from;
    while (first < rows.size() && rows.get(first).after().equals(anchor)) {
      first++;
    }
    return new ChangeLog(anchor, List.copyOf(rows.subList(first, rows.size())));
  }

  /** The log with more rows; empty if they do not follow on without a gap, up to {@code head}. */
  Optional<ChangeLog> extend(Cursor head, List<LoggedChange> more) {
    Cursor last = end();
    for (LoggedChange row : more) {
      if (!follows(last, row.after())) {
        return Optional.empty();
      }
      last = row.after();
    }
    return last.equals(head) ? Optional.of(with(more)) : Optional.empty();
  }

  private ChangeLog with(List<LoggedChange> more) {
    List<LoggedChange> all = new ArrayList<>(rows.size() + more.size());
    all.addAll(rows);
    all.addAll(more);
    return new ChangeLog(anchor, List.copyOf(all));
  }

  /** The log with the oldest whole revisions given up until at most that many rows are left. */
  ChangeLog trimmedTo(int bound) {
    if (rows.size() <= bound) {
      return this;
    }
    int first = rows.size() - bound;
    return after(rows.get(first - 1).after(), rows, first);
  }

  /** Where the log ends: where the mesh stands. */
  Cursor end() {
    return rows.isEmpty() ? anchor : rows.getLast().after();
  }

  int size() {
    return rows.size();
  }

  /** Whether the mesh, as this log tells it, stood exactly there. */
  boolean knows(Cursor cursor) {
    return digestAt(cursor.revision()).filter(cursor.digest()::equals).isPresent();
  }

  private Optional<Digest> digestAt(Revision revision) {
    if (anchor.revision().equals(revision)) {
      return Optional.of(anchor.digest());
    }
    int next = firstAfter(revision);
    return next == 0
        ? Optional.empty()
        : Optional.of(rows.get(next - 1).after())
            .filter(cursor -> cursor.revision().equals(revision))
            .map(Cursor::digest);
  }

  /** The rows after a revision, oldest first; a view. */
  List<LoggedChange> after(Revision revision) {
    return rows.subList(firstAfter(revision), rows.size());
  }

  private int firstAfter(Revision revision) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.get(middle).after().revision().value() <= revision.value()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The next revision, or another row of the same one. */
  private static boolean follows(Cursor before, Cursor after) {
    return after.equals(before) || after.revision().value() == before.revision().value() + 1;
  }
}
