package io.filigree.protocol.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.key.Base64Url;
import io.filigree.protocol.key.Pin;
import io.filigree.protocol.key.RecoveryKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.record.Records;
import io.filigree.protocol.roster.Epoch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinTokenTest {

  private static final String SECRET = Base64Url.encode(Records.signingKey(77).seed());

  private static final TrustAnchor TRUST = trust(List.of(Pin.of(new byte[1])));

  private static final JoinToken TOKEN = JoinToken.of(TRUST, "k7", SECRET);

  private static TrustAnchor trust(List<Pin> pins) {
    return new TrustAnchor(
        List.of(CoordinatorUrl.parse("https://mesh.example:8443")),
        Records.MESH,
        new RosterKey(Records.signingKey(200).publicKey()),
        new RecoveryKey(Records.signingKey(201).publicKey()),
        new Epoch(3),
        pins);
  }

  @Test
  void aTokenReadsAsItIsWritten() {
    JoinToken read = JoinToken.parse(TOKEN.toText());
    assertThat(read.trust()).isEqualTo(TRUST);
    assertThat(read.id()).isEqualTo("k7");
    assertThat(read.credential()).isEqualTo("k7." + SECRET);
    assertThat(read.toText()).isEqualTo(TOKEN.toText()).startsWith("fg1.");
    assertThat(JoinToken.parse("  " + TOKEN.toText() + "\n").toText()).isEqualTo(TOKEN.toText());
  }

  @Test
  void aTokenWithoutPinsIsForAPublicAuthority() {
    JoinToken read = JoinToken.parse(JoinToken.of(trust(List.of()), "k7", SECRET).toText());
    assertThat(read.trust()).isEqualTo(trust(List.of()));
  }

  @Test
  void theSecretIsShownByNothingElse() {
    assertThat(TOKEN.toString()).doesNotContain(SECRET);
    for (String bad : List.of(TOKEN.toText() + "=", TOKEN.toText().replace("fg1.", "fg2."))) {
      assertThatThrownBy(() -> JoinToken.parse(bad)).message().doesNotContain(SECRET);
    }
  }

  @Test
  void newSecretsAreFit() {
    JoinToken token = JoinToken.of(TRUST, "k7", JoinToken.newSecret());
    assertThat(JoinToken.parse(token.toText()).credential()).isEqualTo(token.credential());
    assertThat(JoinToken.newSecret()).isNotEqualTo(JoinToken.newSecret());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fg1",
        "fg1.",
        "fg1...",
        "fg1.T.k7",
        "fg1.T.k7.S.x",
        "fg2.T.k7.S",
        "fg1.T..S",
        "fg1.T.k7.",
        "fg1.T.k7.short",
        "fg1.T.k 7.S",
        "fg1.T.k7$(id).S",
        "fg1.!.k7.S",
        "fg1.T=.k7.S",
        "fg1.e30.k7.S",
        "fg1.W10.k7.S",
        "fg1.T.k7.S\nS"
      })
  void whatIsNoTokenIsRefused(String text) {
    String trust = Base64Url.encode(TRUST.toJson().toJson().getBytes(StandardCharsets.UTF_8));
    String token = text.replace("T", trust).replace("S", SECRET);
    assertThatThrownBy(() -> JoinToken.parse(token)).isInstanceOf(MalformedException.class);
  }

  @Test
  void longTokensAreRefused() {
    assertThatThrownBy(() -> JoinToken.parse("fg1." + "A".repeat(10_000) + ".k7." + SECRET))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void anUnknownMemberIsRefused() {
    String json = TRUST.toJson().toJson().replace("{\"urls\"", "{\"insecure\":true,\"urls\"");
    String trust = Base64Url.encode(json.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> JoinToken.parse("fg1." + trust + ".k7." + SECRET))
        .hasMessageContaining("unknown member");
  }
}
