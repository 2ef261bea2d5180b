package io.filigree.systemtests.sim;

import io.filigree.controlplane.feed.VirtualTime;
import java.util.PriorityQueue;

/** Virtual time: it jumps from one thing that is to happen to the next. */
final class Timeline implements VirtualTime {

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long count;

  Timeline(long now) {
    this.now = now;
  }

  @Override
  public long millis() {
    return now;
  }

  @Override
  public void after(long millis, Runnable task) {
    events.add(new Event(now + millis, count++, task));
  }

  /** Lets everything happen that is to happen up to then. */
  void passUntil(long end) {
    for (Event next = events.peek(); next != null && next.at <= end; next = events.peek()) {
      events.remove();
      now = next.at;
      next.task.run();
    }
    now = end;
  }

  /** Things that are due in the same millisecond happen in the order in which they were begun. */
  private record Event(long at, long number, Runnable task) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
    }
  }
}
