package io.filigree.edge.relay.agent;

import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.StatusReport;
import io.filigree.edge.relay.Members;

/** Something to be done outside. Each kind that has an answer is out at most once at a time. */
public sealed interface RelayEffect {

  /** What a site does as well. */
  record OfFeed(Effect.OfFeed effect) implements RelayEffect {}

  /** Serve these and nobody else from now on. */
  record Serve(Members members) implements RelayEffect {}

  /** Put this relay's key and endpoints. */
  record Announce(RelayNews news) implements RelayEffect {}

  /** Put this status report. */
  record PutStatus(StatusReport report) implements RelayEffect {}

  /** Put this page where people look. */
  record Show(RelayPage page) implements RelayEffect {}
}
