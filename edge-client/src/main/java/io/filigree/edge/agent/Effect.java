package io.filigree.edge.agent;

import io.filigree.edge.plan.Operation;
import io.filigree.edge.plan.SiteView;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.key.Pin;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.DocumentText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something to be done outside. Each kind that has an answer is out at most once at a time. */
public sealed interface Effect {

  /** What is done for whoever follows the feed, a site or a relay. */
  sealed interface OfFeed extends Effect {}

  /** Ask what is new. Without {@code since}: everything. */
  record AskFeed(Optional<Cursor> since, int waitSeconds, long inbox) implements OfFeed {}

  /** Read the inbox. */
  record AskInbox() implements Effect {}

  /** Sign these facts with the identity key and put them. */
  record PutFacts(DocumentText facts) implements Effect {}

  /** Put this status report. */
  record PutStatus(StatusReport report) implements Effect {}

  /**
   * Write these entries to the journal and fsync.
   *
   * @param entries what is new since the last time, oldest first
   * @param whole everything, should the journal want a snapshot instead
   * @param wall the newest time of day known to be right
   * @param anew whether entries are missing, so that only everything will do
   */
  record Save(List<Memory> entries, PeerList whole, Optional<Instant> wall, boolean anew)
      implements OfFeed {
    public Save {
      entries = List.copyOf(entries);
    }

    /** All of it as one entry. */
    public Memory snapshot() {
      return Memory.of(whole, wall);
    }
  }

  /**
   * Write to the disk what was seen; it need not be there before anything else happens.
   *
   * @param changes what is new since the last time
   * @param whole everything, should a snapshot be due instead
   */
  record Note(Seen.Changes changes, Seen whole) implements Effect {}

  /** Set the machine's clock, before anything after this is done. */
  record SetClock(Instant to) implements Effect {}

  /** Look at the machine, plan, and change what differs. */
  record Apply(SiteView view) implements Effect {}

  /** Tell WireGuard this, without a look at the machine. */
  record Amend(List<Operation.OfPeer> operations) implements Effect {
    public Amend {
      operations = List.copyOf(operations);
    }
  }

  /** Take away everything Filigree put on this machine: the site was removed from its mesh. */
  record Withdraw() implements Effect {}

  /** Look up a host name. */
  record Resolve(String host) implements Effect {}

  /** Ask these peers for an echo, one after the other. */
  record Probe(List<Target> targets) implements Effect {
    public Probe {
      targets = List.copyOf(targets);
    }
  }

  /** Ask for these echoes, all at once. */
  record Check(List<Question> questions) implements Effect {
    public Check {
      questions = List.copyOf(questions);
    }
  }

  /** Ask these relays where they see us. */
  record AskRelays(List<RelayQuestion> relays) implements Effect {
    public AskRelays {
      relays = List.copyOf(relays);
    }
  }

  /** Say this to the edge client that listens there inside the tunnel. */
  record Tell(Endpoint to, Call call) implements Effect {}

  /** Look at the tunnel's counters while anything goes through it, or no longer. */
  record FollowTraffic(boolean wanted) implements Effect {}

  /** Talk to these coordinators from now on, the first that answers. */
  record Reach(List<CoordinatorUrl> urls, List<Pin> pins) implements OfFeed {
    public Reach {
      urls = List.copyOf(urls);
      pins = List.copyOf(pins);
    }
  }

  /** Put this page where {@code status} finds it. */
  record Show(StatusPage page) implements Effect {}

  /** Write a line to the log. */
  record Say(LogLine line) implements OfFeed {}
}
