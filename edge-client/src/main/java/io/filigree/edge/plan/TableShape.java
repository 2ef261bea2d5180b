package io.filigree.edge.plan;

import java.util.List;
import java.util.Map;

/**
 * A firewall table without what changes all the time: enough to see that a rule was taken out, put
 * in or changed.
 *
 * @param chains per chain its hook, then the comment of each rule in order
 * @param sets per set its type
 */
public record TableShape(Map<String, List<String>> chains, Map<String, String> sets) {

  public TableShape {
    chains = Map.copyOf(chains);
    sets = Map.copyOf(sets);
  }
}
