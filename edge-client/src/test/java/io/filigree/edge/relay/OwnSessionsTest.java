package io.filigree.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.noise.LocalKey;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnSessionsTest {

  private final OwnSessions sessions = new OwnSessions(0x5a5a5a5a);

  private static Site site(int tag) {
    Member member = new TestSite("a").member();
    LocalKey relay = new LocalKey(WireGuardPrivateKey.generate());
    return new Site(member, member.key(), relay.meet(member.key()), tag, 0);
  }

  @Test
  void anIndexCarriesTheTagOfItsSite() {
    for (int tag : new int[] {0, 1, 0x7f_ffff, 0x80_0000, 0xff_ffff}) {
      int index = sessions.newIndex(site(tag), taken -> false).orElseThrow();
      assertThat(sessions.tagOf(index)).isEqualTo(tag);
    }
  }

  @Test
  void aSiteThatUsesAllIndicesOfItsTagGetsNoMore() {
    Site site = site(7);
    Set<Integer> used = new HashSet<>();
    OptionalInt next = sessions.newIndex(site, used::contains);
    while (next.isPresent()) {
      assertThat(used.add(next.getAsInt())).isTrue();
      next = sessions.newIndex(site, used::contains);
    }
    assertThat(used).hasSize(256);
  }
}
