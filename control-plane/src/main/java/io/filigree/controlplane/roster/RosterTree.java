package io.filigree.controlplane.roster;

import io.filigree.controlplane.ledger.Change;
import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.roster.MerkleTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * The Merkle tree of a mesh's site records in site-id order, changed in place. Not for two threads
 * at once.
 */
final class RosterTree {

  private final List<SiteId> sites = new ArrayList<>();
  private final MerkleTree tree = new MerkleTree();

  private RosterTree() {}

  static RosterTree of(SortedMap<SiteId, DocumentText> records) {
    RosterTree made = new RosterTree();
    records.forEach(made::put);
    return made;
  }

  long size() {
    return sites.size();
  }

  Digest root() {
    return tree.root();
  }

  /** Levels, not events: applying what the tree already holds changes nothing. */
  void apply(Change change) {
    switch (change) {
      case Change.SiteChanged changed -> put(changed.site(), changed.now());
      case Change.SiteRemoved removed -> remove(removed.site());
      case Change.MeshRecordChanged _, Change.FactsChanged _, Change.RosterSigned _ -> {}
    }
  }

  private void put(SiteId site, DocumentText record) {
    int index = Collections.binarySearch(sites, site);
    if (index >= 0) {
      tree.replace(index, record.bytes());
    } else {
      sites.add(-index - 1, site);
      tree.insert(-index - 1, record.bytes());
    }
  }

  private void remove(SiteId site) {
    int index = Collections.binarySearch(sites, site);
    if (index >= 0) {
      sites.remove(index);
      tree.remove(index);
    }
  }
}
