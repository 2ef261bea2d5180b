package io.filigree.edge.agent;

import io.filigree.edge.trust.Holdings;
import io.filigree.protocol.feed.MeshCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a disk would hold after these effects. */
final class DiskOfTests {

  private DiskOfTests() {}

  static Remembered replay(List<Effect> effects) {
    List<Memory> entries = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Save save) {
        entries.addAll(save.entries());
      }
    }
    MeshCopy copy = MeshCopy.empty();
    for (Memory entry : entries) {
      copy = copy.apply(entry.answer());
    }
    Memory last = entries.getLast();
    Holdings holdings =
        new Holdings(
            last.answer().cursor(), last.answer().epoch(), last.answer().signature(), copy);
    return new Remembered.Found(holdings, last.exceptions(), Optional.empty());
  }
}
