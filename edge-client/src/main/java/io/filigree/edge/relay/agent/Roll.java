package io.filigree.edge.relay.agent;

import io.filigree.edge.relay.Member;
import io.filigree.edge.relay.Members;
import io.filigree.edge.relay.Pairs;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.Links;
import io.filigree.protocol.name.SiteName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may reach whom, by the links of the mesh. Equal to another if that one says the same.
 *
 * @param labels of each member
 */
record Roll(Links links, Map<SiteName, Labels> labels) implements Pairs {

  Roll {
    labels = Map.copyOf(labels);
  }

  /** The sites of this list that have a WireGuard key. */
  static Members of(PeerList list) {
    List<Member> members = new ArrayList<>();
    Map<SiteName, Labels> labels = new HashMap<>();
    for (Peer peer : list.peers().values()) {
      SiteName name = peer.record().name();
      boolean room = members.size() < Members.MOST;
      // No coordinator gives a name twice; whoever signs such a roster may lose one of the two.
      if (room && peer.wireGuardKey().isPresent() && !labels.containsKey(name)) {
        labels.put(name, peer.record().labels());
        members.add(new Member(name, peer.wireGuardKey().get(), peer.nextWireGuardKey()));
      }
    }
    return new Members(members, new Roll(list.mesh().links(), labels));
  }

  @Override
  public boolean join(Member a, Member b) {
    Labels ofA = labels.get(a.name());
    Labels ofB = labels.get(b.name());
    return ofA != null
        && ofB != null
        && links.joins(new Guest(a.name(), ofA), new Guest(b.name(), ofB));
  }
}
