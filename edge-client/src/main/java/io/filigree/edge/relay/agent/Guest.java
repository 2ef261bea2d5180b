package io.filigree.edge.relay.agent;

import io.filigree.protocol.name.Labelled;
import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.SiteName;

/** Of a member's record what decides whom it may reach. */
record Guest(SiteName name, Labels labels) implements Labelled {}
