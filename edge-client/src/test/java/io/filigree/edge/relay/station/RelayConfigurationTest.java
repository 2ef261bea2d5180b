package io.filigree.edge.relay.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.edge.relay.Member;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.name.SiteName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayConfigurationTest {

  private static final String A = key();
  private static final String B = key();
  private static final String C = key();

  private static String key() {
    return WireGuardPrivateKey.generate().publicKey().toBase64();
  }

  private static String whole() {
    return """
    {"format":1,"listen":["198.51.100.7:51900","[2001:db8::7]:51900"],"address":"10.99.0.1",
     "members":[{"name":"store-a","key":"%s"},{"name":"store-b","key":"%s","nextKey":"%s"}],
     "pairs":[{"a":"store-b","b":"store-a"}]}
    """
        .formatted(A, B, C);
  }

  private static RelayConfiguration parse(String text) {
    return RelayConfiguration.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void allOfItIsRead() {
    RelayConfiguration read = parse(whole());
    assertThat(read.listen()).hasSize(2);
    assertThat(read.address()).hasToString("10.99.0.1");
    List<Member> members = read.members().list();
    assertThat(members)
        .extracting(Member::name)
        .extracting(SiteName::text)
        .containsExactly("store-a", "store-b");
    assertThat(members.get(0).nextKey()).isEmpty();
    assertThat(members.get(1).nextKey().orElseThrow().toBase64()).isEqualTo(C);
  }

  @Test
  void aPairIsOneInEitherOrder() {
    RelayConfiguration read = parse(whole());
    Member a = read.members().list().get(0);
    Member b = read.members().list().get(1);
    assertThat(read.members().pairs().join(a, b)).isTrue();
    assertThat(read.members().pairs().join(b, a)).isTrue();
  }

  @Test
  void withoutPairsEverybodyReachesEverybodyAndWithNoneNobodyDoes() {
    String pairs = "\"pairs\":[{\"a\":\"store-b\",\"b\":\"store-a\"}]";
    RelayConfiguration all =
        parse(whole().replace(",\n \"pairs", ",\"pairs").replace("," + pairs, ""));
    RelayConfiguration none = parse(whole().replace(pairs, "\"pairs\":[]"));
    List<Member> members = all.members().list();
    assertThat(all.members().pairs().join(members.get(0), members.get(1))).isTrue();
    assertThat(none.members().pairs().join(members.get(0), members.get(1))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\":1|\"format\":2|format",
        "\"address\":|\"adress\":|address",
        "\"format\":1|\"format\":1,\"more\":1|more",
        "\"name\":\"store-a\"|\"name\":\"store-a\",\"more\":1|more",
        "\"name\":\"store-a\"|\"name\":\"Store\"|name",
        "\"a\":\"store-b\"|\"a\":\"store-x\"|pairs",
        "198.51.100.7:51900|relay.example:51900|listen",
        "198.51.100.7:51900|198.51.100.7|listen",
        "\"10.99.0.1\"|\"10.99.0.0/24\"|address",
        "}]}|}]|JSON"
      })
  void whatIsWrongIsNamed(String right, String wrong, String named) {
    assertThat(whole()).contains(right);
    assertThatThrownBy(() -> parse(whole().replace(right, wrong)))
        .isInstanceOf(MalformedException.class)
        .message()
        .satisfies(
            message -> assertThat(message).containsIgnoringCase(named.equals("JSON") ? "" : named));
  }

  @Test
  void twoMembersWithOneKeyAreRefused() {
    assertThatThrownBy(() -> parse(whole().replace(C, A))).isInstanceOf(MalformedException.class);
  }

  @Test
  void aRelayThatListensNowhereIsNone() {
    assertThatThrownBy(
            () -> parse(whole().replace("\"198.51.100.7:51900\",\"[2001:db8::7]:51900\"", "")))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void aFileThatIsWrongSaysWhereAndWhy(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("relay.json");
    Files.writeString(file, "{}");
    assertThatThrownBy(() -> RelayConfiguration.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("relay.json: format: is missing");
  }
}
