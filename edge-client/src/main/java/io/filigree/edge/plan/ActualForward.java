package io.filigree.edge.plan;

import java.util.Set;

/**
 * The host's own FORWARD chain in one family, as far as it concerns us.
 *
 * @param family iptables or ip6tables
 * @param drops whether the host drops what nobody accepted
 * @param place where rules of ours belong on this host
 * @param rules the rules of ours that stand now, wherever they stand
 */
public record ActualForward(
    IpFamily family, boolean drops, ForwardRule.Place place, Set<ForwardRule> rules) {

  public ActualForward {
    rules = Set.copyOf(rules);
  }
}
