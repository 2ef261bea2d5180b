package io.filigree.protocol.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {

  private record Site(SiteName name, Labels labels) implements Labelled {}

  private static final Site NORTH = site("store-a", Map.of("region", "north", "tier", "Shop.1"));
  private static final Site SOUTH = site("store-b", Map.of("region", "south"));
  private static final Site BARE = site("store-c", Map.of());

  private static Site site(String name, Map<String, String> labels) {
    return new Site(SiteName.parse(name), Labels.of(labels));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*|true|true|true",
        "region=north|true|false|false",
        "region=north,tier=Shop.1|true|false|false",
        "region=north,tier=shop.1|false|false|false",
        "site=store-c|false|false|true",
        "site=store-b,region=south|false|true|false",
        "site=store-b,region=north|false|false|false"
      })
  void everyTermMustHold(String selector, boolean north, boolean south, boolean bare) {
    Selector read = Selector.parse(selector);
    assertThat(read.matches(NORTH)).isEqualTo(north);
    assertThat(read.matches(SOUTH)).isEqualTo(south);
    assertThat(read.matches(BARE)).isEqualTo(bare);
    assertThat(Selector.parse(read.toString())).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "a",
        "=",
        "a=",
        "=b",
        "a=b,",
        ",a=b",
        "a=b,,c=d",
        "*,a=b",
        "a=*",
        "a=b,a=c",
        "a = b",
        "a=b\n",
        "A=b",
        "a=-b",
        "a=b-",
        "-a=b",
        "a=b=c",
        "a=$(id)",
        "a=ä"
      })
  void whatIsNoSelectorIsRefused(String text) {
    assertThatThrownBy(() -> Selector.parse(text)).isInstanceOf(MalformedException.class);
  }

  @Test
  void longSelectorsAndLabelsAreRefused() {
    assertThatThrownBy(() -> Selector.parse("a=" + "b".repeat(600)))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Labels.of(Map.of("a", "b".repeat(64))))
        .isInstanceOfSatisfying(
            MalformedException.class, e -> assertThat(e.field()).isEqualTo("a"));
    assertThat(Labels.of(Map.of("a".repeat(63), "b".repeat(63))).isEmpty()).isFalse();
  }

  @Test
  void tooManyLabelsAreRefused() {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < 33; i++) {
      labels.put("key" + i, "value");
    }
    assertThatThrownBy(() -> Labels.of(labels)).isInstanceOf(MalformedException.class);
  }

  @Test
  void theSiteLabelCannotBeSet() {
    assertThatThrownBy(() -> Labels.of(Map.of("site", "store-z")))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void linksJoinInBothDirections() {
    Links links =
        new Links(
            List.of(new Link(Selector.parse("region=north"), Selector.parse("region=south"))));
    assertThat(links.joins(NORTH, SOUTH)).isTrue();
    assertThat(links.joins(SOUTH, NORTH)).isTrue();
    assertThat(links.joins(NORTH, BARE)).isFalse();
    assertThat(links.joins(NORTH, NORTH)).isFalse();
  }

  @Test
  void byDefaultAllPeerWithAllAndWithoutLinksNobody() {
    assertThat(Links.all().joins(NORTH, BARE)).isTrue();
    assertThat(new Links(List.of()).joins(NORTH, SOUTH)).isFalse();
  }
}
