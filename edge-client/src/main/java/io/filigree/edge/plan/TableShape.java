package io.filigree.edge.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  /** How what was found differs from this, in a few words: the first difference of many. */
  String unlike(TableShape found) {
    for (Map.Entry<String, List<String>> chain : new TreeMap<>(chains).entrySet()) {
      List<String> rules = found.chains().get(chain.getKey());
      if (rules == null) {
        return "missing chain " + chain.getKey();
      }
      if (!rules.equals(chain.getValue())) {
        return unlike(chain.getValue(), rules) + " in chain " + chain.getKey();
      }
    }
    for (String chain : found.chains().keySet()) {
      if (!chains.containsKey(chain)) {
        return "stray chain " + chain;
      }
    }
    return "changed sets";
  }

  private static String unlike(List<String> wanted, List<String> found) {
    List<String> missing = without(wanted, found);
    List<String> stray = without(found, wanted);
    if (missing.isEmpty()) {
      return stray.isEmpty() ? "order of rules" : "stray rule";
    }
    return stray.isEmpty() ? "missing rule" : "changed rule";
  }

  private static List<String> without(List<String> rules, List<String> others) {
    List<String> left = new ArrayList<>(rules);
    others.forEach(left::remove);
    return left;
  }
}
