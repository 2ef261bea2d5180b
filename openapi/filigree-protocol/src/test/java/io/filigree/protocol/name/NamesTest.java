package io.filigree.protocol.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "store-a", "a--b", "abcdefghijklmnopqrstuvwxyz012345"})
  void namesAreDnsLabels(String text) {
    assertThat(SiteName.parse(text)).hasToString(text);
    assertThat(MeshName.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "-a",
        "a-",
        "A",
        "a_b",
        "a.b",
        "a b",
        "a\n",
        "\na",
        "..",
        "../x",
        "a/b",
        "a\0",
        "$(reboot)",
        "`id`",
        "a'",
        "ä",
        "abcdefghijklmnopqrstuvwxyz0123456"
      })
  void whatIsNoNameIsRefused(String text) {
    assertThatThrownBy(() -> SiteName.parse(text)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> MeshName.parse(text)).isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "0190d5a0-0000-7000-8000-00000000000",
        "0190D5A0-0000-7000-8000-000000000000",
        "0190d5a0-0000-7000-8000-00000000000g",
        "0190d5a000007000800000000000000000000",
        "{190d5a0-0000-7000-8000-00000000000}",
        "0190d5a0-0000-7000-8000-000000000000\n"
      })
  void whatIsNoIdIsRefused(String text) {
    assertThatThrownBy(() -> SiteId.parse(text)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> MeshId.parse(text)).isInstanceOf(MalformedException.class);
  }

  @Test
  void idsSortByUnsignedBytes() {
    SiteId low = SiteId.parse("7fffffff-ffff-ffff-7fff-ffffffffffff");
    SiteId middle = SiteId.parse("7fffffff-ffff-ffff-8000-000000000000");
    SiteId high = SiteId.parse("80000000-0000-0000-0000-000000000000");
    assertThat(low).isLessThan(middle);
    assertThat(middle).isLessThan(high);
    assertThat(new UUID(1, 2))
        .isEqualTo(SiteId.ofBytes(new SiteId(new UUID(1, 2)).bytes()).value());
  }

  @Test
  void newSiteIdsAreOfVersion7AndSortByTime() {
    Instant then = Instant.parse("2026-11-24T00:00:00Z");
    List<SiteId> ids = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      // 244 ns is one step of the 12 bits below a millisecond
      UUID id = Uuids.next(then.plusNanos(i * 245L), new SecureRandom());
      assertThat(id.version()).isEqualTo(7);
      assertThat(id.variant()).isEqualTo(2);
      ids.add(new SiteId(id));
    }
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(SiteId.next()).isGreaterThan(ids.getFirst());
  }
}
