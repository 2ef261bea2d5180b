package io.filigree.edge.relay;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.SiteName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom the relay serves. The value is the seam to whoever knows: a file now, the feed later.
 *
 * @param list no name and no key twice
 * @param pairs who may reach whom among them
 */
public record Members(List<Member> list, Pairs pairs) {

  /** Three times the largest mesh that Filigree is built for. */
  public static final int MOST = 32_768;

  /**
   * @throws MalformedException if there are too many, or two have something in common
   */
  public Members {
    list = List.copyOf(list);
    if (list.size() > MOST) {
      throw new MalformedException("there are more than " + MOST + " members");
    }
    Set<SiteName> names = new HashSet<>();
    Set<WireGuardPublicKey> keys = new HashSet<>();
    for (Member member : list) {
      if (!names.add(member.name())) {
        throw new MalformedException("the name " + member.name() + " is there twice");
      }
      for (WireGuardPublicKey key : member.keys()) {
        if (!keys.add(key)) {
          throw new MalformedException("the key of " + member.name() + " is there twice");
        }
      }
    }
  }

  /** Nobody. */
  public static Members none() {
    return new Members(List.of(), Pairs.all());
  }
}
