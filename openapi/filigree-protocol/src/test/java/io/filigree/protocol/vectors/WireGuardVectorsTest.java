package io.filigree.protocol.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.noise.CookieJar;
import io.filigree.protocol.noise.LocalKey;
import io.filigree.protocol.noise.PresharedKey;
import io.filigree.protocol.noise.ReceivedInitiation;
import io.filigree.protocol.noise.RemoteKey;
import io.filigree.protocol.noise.SentInitiation;
import io.filigree.protocol.noise.Tai64n;
import io.filigree.protocol.noise.Transport;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Replays what was once said between our handshake and real WireGuard: with the same keys we must
 * say the same bytes, and understand the same answers.
 */
class WireGuardVectorsTest {

  private static JsonFields read(String name) {
    return VectorFile.read("wireguard.json").object(name, Function.identity());
  }

  private static byte[] bytes(JsonFields fields, String name) {
    return fields.text(name, HexFormat.of()::parseHex);
  }

  private static LocalKey ours(JsonFields fields) {
    return new LocalKey(WireGuardPrivateKey.ofBytes(bytes(fields, "ourPrivateKey")));
  }

  private static RemoteKey theirs(JsonFields fields) {
    return ours(fields).meet(WireGuardPublicKey.ofBytes(bytes(fields, "theirPublicKey")));
  }

  private static WireGuardPrivateKey ephemeral(JsonFields fields) {
    return WireGuardPrivateKey.ofBytes(bytes(fields, "ourEphemeralKey"));
  }

  private static int index(JsonFields fields) {
    return (int) fields.integer("ourIndex", 0, Integer.MAX_VALUE);
  }

  @Test
  void anInitiationOfWireGuardIsAnsweredAsItWas() {
    JsonFields fields = read("answered");
    ReceivedInitiation received =
        ReceivedInitiation.open(ours(fields), bytes(fields, "initiation")).orElseThrow();
    assertThat(received.claimed()).isEqualTo(bytes(fields, "theirPublicKey"));
    ReceivedInitiation.Answer answer =
        received
            .prove(theirs(fields))
            .flatMap(proven -> proven.answer(ephemeral(fields), PresharedKey.none(), index(fields)))
            .orElseThrow();
    assertThat(answer.message()).isEqualTo(bytes(fields, "response"));
    assertThat(opened(answer.transport(), bytes(fields, "theirKeepalive"))).isEmpty();
    assertTalks(answer.transport(), fields);
  }

  @Test
  void anInitiationToWireGuardIsMadeAsItWasAndItsAnswerUnderstood() {
    JsonFields fields = read("called");
    Instant when =
        Instant.ofEpochSecond(
            fields.integer("seconds", 0, Long.MAX_VALUE), fields.integer("nanos", 0, 999_999_999));
    SentInitiation sent =
        SentInitiation.create(
                theirs(fields),
                ephemeral(fields),
                PresharedKey.ofBytes(bytes(fields, "presharedKey")),
                index(fields),
                Tai64n.of(when))
            .orElseThrow();
    assertThat(sent.message()).isEqualTo(bytes(fields, "initiation"));
    assertTalks(sent.complete(bytes(fields, "response")).orElseThrow(), fields);
  }

  private static void assertTalks(Transport session, JsonFields fields) {
    assertThat(session.seal(bytes(fields, "ourPacket"))).isEqualTo(bytes(fields, "ourData"));
    assertThat(opened(session, bytes(fields, "theirData"))).isEqualTo(bytes(fields, "theirPacket"));
  }

  private static byte[] opened(Transport session, byte[] message) {
    return session.open(message, message.length).orElseThrow().packet();
  }

  @Test
  void aCookieIsMadeAsItWasAndKnownAgain() {
    JsonFields fields = read("cookie");
    CookieJar jar = new CookieJar(ours(fields), bytes(fields, "secret"));
    byte[] place = bytes(fields, "place");
    assertThat(jar.reply(bytes(fields, "initiation"), place, bytes(fields, "nonce")))
        .isEqualTo(bytes(fields, "reply"));
    assertThat(jar.proves(bytes(fields, "initiation"), place)).isFalse();
    assertThat(jar.proves(bytes(fields, "nextInitiation"), place)).isTrue();
  }
}
