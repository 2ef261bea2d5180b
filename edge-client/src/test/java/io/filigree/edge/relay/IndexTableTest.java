package io.filigree.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.noise.LocalKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IndexTableTest {

  private static final LocalKey RELAY = new LocalKey(WireGuardPrivateKey.generate());

  private final IndexTable table = new IndexTable(5, 1 << 20);
  private final Site a = site("a");
  private final Site b = site("b");
  private final Site c = site("c");

  private static Site site(String name) {
    Member member = new TestSite(name).member();
    return new Site(member, member.key(), RELAY.meet(member.key()), 0, 0);
  }

  private static List<Site> owners(IndexTable table, int index) {
    List<Site> owners = new ArrayList<>();
    for (int entry = table.first(index); entry != IndexTable.NONE; entry = table.next(entry)) {
      owners.add(table.owner(entry));
    }
    return owners;
  }

  /** What the plainest list would say. */
  private record Row(int index, Site owner, Site peer, long until) {
    boolean is(int wanted, Site sender) {
      return index == wanted && peer == sender;
    }
  }

  @Test
  void itAgreesWithAPlainListThroughGrowthAndExpiry() {
    Random random = new Random(3);
    List<Site> sites = List.of(a, b, c);
    List<Row> rows = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 20_000; i++) {
      now += Seconds.ofMillis(20);
      int index = random.nextInt(5000);
      Site owner = sites.get(random.nextInt(3));
      Site peer = sites.get(random.nextInt(3));
      long then = now;
      rows.removeIf(row -> row.until() <= then);
      boolean taken = rows.stream().anyMatch(row -> row.is(index, peer) && row.owner() != owner);
      assertThat(table.learn(index, owner, peer, now, now)).isEqualTo(!taken);
      if (!taken) {
        rows.removeIf(row -> row.is(index, peer));
        rows.add(new Row(index, owner, peer, now + IndexTable.LIFE));
      }
      table.sweep(now);
      if (i % 500 == 0) {
        compare(rows, now);
      }
    }
    assertThat(table.size()).isGreaterThan(1024);
  }

  private void compare(List<Row> rows, long now) {
    rows.removeIf(row -> row.until() <= now);
    for (int i = 0; i < 16; i++) {
      table.sweep(now);
    }
    assertThat(table.size()).isEqualTo(rows.size());
    for (Row row : rows) {
      assertThat(owners(table, row.index())).contains(row.owner());
    }
    assertThat(a.indices + b.indices + c.indices).isEqualTo(rows.size());
  }

  @Test
  void aPlaceThatIsFreeIsUsedAgain() {
    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < 1000; i++) {
        table.announce(round * 1000 + i, a, b, Seconds.of(20 * round));
      }
      for (int i = 0; i < 16; i++) {
        table.sweep(Seconds.of(20 * round + 11));
      }
      assertThat(table.size()).isZero();
    }
    assertThat(a.indices).isZero();
  }

  @Test
  void ofOneIndexThereAreFewEntries() {
    int taken = 0;
    for (int i = 0; i < 50; i++) {
      taken += table.announce(7, a, site("s" + i), 0) ? 1 : 0;
    }
    assertThat(taken).isEqualTo(8);
    assertThat(table.announce(8, a, b, 0)).isTrue();
  }

  @Test
  void oneSiteCannotFillTheTable() {
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      taken += table.announce(i, a, b, 0) ? 1 : 0;
    }
    assertThat(taken).isEqualTo(16_384);
    assertThat(table.announce(77_777, b, a, 0)).isTrue();
  }

  @Test
  void theTableHasAnEnd() {
    IndexTable small = new IndexTable(5, 3000);
    int taken = 0;
    for (int i = 0; i < 4000; i++) {
      taken += small.announce(i, i % 2 == 0 ? a : b, c, 0) ? 1 : 0;
    }
    assertThat(taken).isEqualTo(3000);
    for (int i = 0; i < 16; i++) {
      small.sweep(Seconds.of(11));
    }
    assertThat(small.announce(5000, a, b, Seconds.of(11))).as("room again").isTrue();
  }

  @Test
  void forOneSenderAnIndexHasOneOwnerUntilItDies() {
    assertThat(table.learn(7, a, b, 0, 0)).isTrue();
    assertThat(table.announce(7, c, b, 0)).isFalse();
    assertThat(table.learn(7, c, b, 0, 0)).isFalse();
    assertThat(table.announce(7, c, a, 0)).as("another sender").isTrue();
    assertThat(owners(table, 7)).containsExactlyInAnyOrder(a, c);
    assertThat(table.announce(7, c, b, IndexTable.LIFE)).as("dead, though not swept").isTrue();
    assertThat(table.owner(table.of(7, b))).isSameAs(c);
    assertThat(a.indices).isZero();
    assertThat(c.indices).isEqualTo(2);
  }

  @Test
  void anAnnouncementAgainKeepsWhatIsInUse() {
    table.announce(7, a, b, 0);
    int entry = table.first(7);
    table.commit(entry, Seconds.of(1));
    table.announce(7, a, b, Seconds.of(100));
    assertThat(table.isPending(entry)).isFalse();
    assertThat(table.left(entry, Seconds.of(100))).isEqualTo(Seconds.of(101));
  }

  @Test
  void whatIsNotToBeKeptGoesAtOnce() {
    table.learn(1, a, b, 0, 0);
    table.learn(2, a, c, 0, 0);
    table.learn(3, c, b, 0, 0);
    table.retain((owner, peer) -> owner != c && peer != c);
    assertThat(owners(table, 1)).containsExactly(a);
    assertThat(owners(table, 2)).isEmpty();
    assertThat(owners(table, 3)).isEmpty();
    assertThat(c.indices).isZero();
  }
}
