package io.filigree.controlplane.feed;

import io.filigree.protocol.feed.Cursor;
import java.util.ArrayList;
import java.util.List;

/** Keeps what an edge was answered. */
final class RecordedReply implements Poll.Reply {

  private final List<FeedBody> bodies = new ArrayList<>();
  private final List<Cursor> nothings = new ArrayList<>();
  private long inbox;

  @Override
  public void newer(FeedBody body, long number) {
    bodies.add(body);
    inbox = number;
  }

  @Override
  public void nothingNewer(Cursor cursor, long number) {
    nothings.add(cursor);
    inbox = number;
  }

  /** How often it was answered; once is right. */
  int answers() {
    return bodies.size() + nothings.size();
  }

  FeedBody body() {
    return bodies.getFirst();
  }

  boolean saysNothingNewer() {
    return bodies.isEmpty() && nothings.size() == 1;
  }

  long inbox() {
    return inbox;
  }
}
