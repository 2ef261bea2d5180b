package io.filigree.edge.relay;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.noise.Blake2s;
import io.filigree.protocol.noise.LocalKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sites by key and by tag. A member has two of them while it changes its key. */
final class SiteTable {

  private static final int TAG_SHIFT = 8;

  private final LocalKey local;
  private final byte[] tagKey;
  private final Map<WireGuardPublicKey, Site> byKey = new HashMap<>();
  private final Map<Integer, List<Site>> byTag = new HashMap<>();
  private List<Site> all = List.of();
  private Pairs pairs = Pairs.all();

  /**
   * @param tagKey secret and the same at every start: else own indices would say nothing after one
   */
  SiteTable(LocalKey local, byte[] tagKey) {
    this.local = local;
    this.tagKey = tagKey;
  }

  List<Site> all() {
    return all;
  }

  @Nullable Site of(WireGuardPublicKey key) {
    return byKey.get(key);
  }

  /** The sites with that tag: one, or rarely two of a large mesh. */
  List<Site> tagged(int tag) {
    return byTag.getOrDefault(tag, List.of());
  }

  /** Whether packets between the two are passed on. */
  boolean join(Site a, Site b) {
    return !a.member().equals(b.member()) && pairs.join(a.member(), b.member());
  }

  /** Takes on a new list, and says which sites are gone. What stays keeps all it has. */
  List<Site> replace(Members members, long now) {
    Set<WireGuardPublicKey> wanted = new HashSet<>();
    for (Member member : members.list()) {
      for (WireGuardPublicKey key : member.keys()) {
        wanted.add(key);
        keep(member, key, now);
      }
    }
    pairs = members.pairs();
    List<Site> gone = new ArrayList<>();
    for (Site site : all) {
      if (!wanted.contains(site.key())) {
        forget(site);
        gone.add(site);
      }
    }
    all = List.copyOf(byKey.values());
    return gone;
  }

  private void keep(Member member, WireGuardPublicKey key, long now) {
    Site known = byKey.get(key);
    if (known != null) {
      known.rename(member);
      return;
    }
    Site site = new Site(member, key, local.meet(key), tag(key), now);
    byKey.put(key, site);
    byTag.merge(site.tag(), List.of(site), SiteTable::joined);
  }

  private void forget(Site site) {
    site.gone = true;
    byKey.remove(site.key());
    byTag.computeIfPresent(
        site.tag(),
        (tag, sites) -> {
          List<Site> others = new ArrayList<>(sites);
          others.remove(site);
          return others.isEmpty() ? null : others;
        });
  }

  private static List<Site> joined(List<Site> some, List<Site> more) {
    List<Site> both = new ArrayList<>(some);
    both.addAll(more);
    return both;
  }

  private int tag(WireGuardPublicKey key) {
    byte[] bytes = key.bytes();
    byte[] hash = Blake2s.of(4, tagKey).update(bytes, 0, bytes.length).digest(4);
    return Wire.intOf(hash) >>> TAG_SHIFT;
  }
}
