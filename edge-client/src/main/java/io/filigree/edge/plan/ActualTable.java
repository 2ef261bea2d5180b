package io.filigree.edge.plan;

import io.filigree.protocol.net.Cidr;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Our nftables table as it stands.
 *
 * @param shape its chains and rules
 * @param elements its interval sets by name, with what is in them
 * @param drops packets dropped so far, by the words of the rule that dropped them
 */
public record ActualTable(
    TableShape shape, Map<String, Set<Cidr>> elements, Map<String, Long> drops) {

  public ActualTable {
    elements =
        elements.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, set -> Set.copyOf(set.getValue())));
    drops = Map.copyOf(drops);
  }
}
