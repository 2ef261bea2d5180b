package io.filigree.controlplane.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.controlplane.ledger.Change;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RosterTreeTest {

  private static final long SEED = 20_261_124;

  @Test
  void changedTreeEqualsTheTreeOfTheChangedRecords() {
    Random random = new Random(SEED);
    SortedMap<SiteId, DocumentText> records = new TreeMap<>();
    RosterTree tree = RosterTree.of(records);
    for (int step = 0; step < 500; step++) {
      Change change = someChange(random, records, step);
      tree.apply(change);
      RosterTree rebuilt = RosterTree.of(records);
      assertThat(tree.root()).as("step %d, seed %d", step, SEED).isEqualTo(rebuilt.root());
      assertThat(tree.size()).isEqualTo(records.size());
    }
  }

  @Test
  void changeThatIsInTheTreeAlreadyChangesNothing() {
    SiteId site = SiteId.next();
    SortedMap<SiteId, DocumentText> records = new TreeMap<>();
    records.put(site, DocumentText.of("{}"));
    RosterTree tree = RosterTree.of(records);
    var before = tree.root();
    tree.apply(new Change.SiteChanged(site, Optional.empty(), DocumentText.of("{}")));
    tree.apply(removal(SiteId.next()));
    assertThat(tree.root()).isEqualTo(before);
    assertThat(tree.size()).isEqualTo(1);
  }

  /** Changes {@code records}, and says how. */
  private static Change someChange(
      Random random, SortedMap<SiteId, DocumentText> records, int step) {
    List<SiteId> sites = new ArrayList<>(records.keySet());
    DocumentText record = DocumentText.of("{\"step\":" + step + "}");
    if (sites.isEmpty() || random.nextInt(3) > 0) {
      boolean known = !sites.isEmpty() && random.nextBoolean();
      SiteId site = known ? sites.get(random.nextInt(sites.size())) : SiteId.next();
      records.put(site, record);
      return new Change.SiteChanged(site, Optional.empty(), record);
    }
    SiteId site = sites.get(random.nextInt(sites.size()));
    records.remove(site);
    return removal(site);
  }

  private static Change removal(SiteId site) {
    return new Change.SiteRemoved(site, DocumentText.of("{}"), Optional.empty());
  }
}
