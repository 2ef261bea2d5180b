package io.filigree.protocol.noise;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.key.WireGuardPrivateKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Both roles against each other; {@code RecordedHandshakeTest} holds them against WireGuard. */
class HandshakeTest {

  private static final byte[] HELLO = "a packet".getBytes(StandardCharsets.US_ASCII);
  private static final Tai64n NOW = Tai64n.of(Instant.parse("2026-11-24T12:00:00Z"));

  private final LocalKey a = new LocalKey(WireGuardPrivateKey.generate());
  private final LocalKey b = new LocalKey(WireGuardPrivateKey.generate());
  private final Mac mac = new Mac();

  private SentInitiation initiation(PresharedKey preshared) {
    return SentInitiation.create(
            a.meet(b.publicKey()), WireGuardPrivateKey.generate(), preshared, 0x0a0a, NOW)
        .orElseThrow();
  }

  private ReceivedInitiation.Answer answer(byte[] initiation, PresharedKey preshared) {
    ReceivedInitiation received = ReceivedInitiation.open(b, initiation).orElseThrow();
    assertThat(received.claimed()).isEqualTo(a.publicKey().bytes());
    ReceivedInitiation.Proven proven = received.prove(b.meet(a.publicKey())).orElseThrow();
    assertThat(proven.stamp()).isEqualTo(NOW);
    return proven.answer(WireGuardPrivateKey.generate(), preshared, 0x0b0b).orElseThrow();
  }

  @Test
  void twoEndsComeToASession() {
    SentInitiation sent = initiation(PresharedKey.none());
    ReceivedInitiation.Answer answer = answer(sent.message(), PresharedKey.none());
    Transport ofA = sent.complete(answer.message()).orElseThrow();
    Transport ofB = answer.transport();
    assertThat(ofA.localIndex()).isEqualTo(0x0a0a);
    assertThat(ofB.localIndex()).isEqualTo(0x0b0b);
    for (int i = 0; i < 3; i++) {
      assertThat(opened(ofB, ofA.seal(HELLO))).startsWith(HELLO).hasSize(16);
      assertThat(opened(ofA, ofB.seal(HELLO))).startsWith(HELLO).hasSize(16);
      assertThat(opened(ofA, ofB.seal(new byte[0]))).isEmpty();
    }
  }

  private static byte[] opened(Transport transport, byte[] message) {
    assertThat(Message.intAt(message, Message.RECEIVER)).isEqualTo(transport.localIndex());
    return transport.open(message, message.length).orElseThrow().packet();
  }

  @Test
  void aPacketIsOpenedOnceAndALateOneIsKnownAsLate() {
    SentInitiation sent = initiation(PresharedKey.none());
    ReceivedInitiation.Answer answer = answer(sent.message(), PresharedKey.none());
    Transport ofA = sent.complete(answer.message()).orElseThrow();
    byte[] first = ofA.seal(HELLO);
    byte[] second = ofA.seal(HELLO);
    assertThat(answer.transport().open(second, second.length).orElseThrow().newest()).isTrue();
    assertThat(answer.transport().open(first, first.length).orElseThrow().newest()).isFalse();
    assertThat(answer.transport().open(first, first.length)).isEmpty();
    assertThat(answer.transport().open(second, second.length)).isEmpty();
  }

  @Test
  void aTouchedPacketOpensNothingAndBlocksNothing() {
    SentInitiation sent = initiation(PresharedKey.none());
    ReceivedInitiation.Answer answer = answer(sent.message(), PresharedKey.none());
    byte[] packet = sent.complete(answer.message()).orElseThrow().seal(HELLO);
    for (int i = Message.COUNTER; i < packet.length; i++) {
      byte[] touched = packet.clone();
      touched[i] ^= 1;
      assertThat(answer.transport().open(touched, touched.length)).as("byte %s", i).isEmpty();
    }
    assertThat(answer.transport().open(packet, packet.length)).isPresent();
  }

  @Test
  void noByteOfAnInitiationCanBeTouched() {
    byte[] message = initiation(PresharedKey.none()).message();
    assertThat(mac.matches(b.mac1(), message, Message.INITIATION_MAC1)).isTrue();
    assertThat(mac.matches(a.mac1(), message, Message.INITIATION_MAC1)).isFalse();
    // The indices and mac2 are covered by mac1 or made anew; the rest is covered by Noise.
    for (int i = 8; i < Message.INITIATION_MAC1; i++) {
      byte[] touched = message.clone();
      touched[i] ^= 1;
      Optional<ReceivedInitiation.Proven> proven =
          ReceivedInitiation.open(b, touched)
              .flatMap(received -> received.prove(b.meet(a.publicKey())));
      // X25519 does not see the highest bit, but the transcript does.
      assertThat(proven).as("byte %s", i).isEmpty();
    }
  }

  @Test
  void noByteOfAResponseCanBeTouchedAndTheRightOneStillCounts() {
    SentInitiation sent = initiation(PresharedKey.none());
    byte[] response = answer(sent.message(), PresharedKey.none()).message();
    assertThat(mac.matches(a.mac1(), response, Message.RESPONSE_MAC1)).isTrue();
    for (int i = 12; i < Message.RESPONSE_MAC1; i++) {
      byte[] touched = response.clone();
      touched[i] ^= 1;
      assertThat(sent.complete(touched)).as("byte %s", i).isEmpty();
    }
    assertThat(sent.complete(response)).isPresent();
  }

  @Test
  void aClaimIsNotAProof() {
    LocalKey c = new LocalKey(WireGuardPrivateKey.generate());
    ReceivedInitiation received =
        ReceivedInitiation.open(b, initiation(PresharedKey.none()).message()).orElseThrow();
    assertThat(received.prove(b.meet(c.publicKey()))).isEmpty();
    assertThat(ReceivedInitiation.open(c, initiation(PresharedKey.none()).message())).isEmpty();
  }

  @Test
  void anEphemeralKeyOfSmallOrderIsNoHandshake() {
    byte[] message = initiation(PresharedKey.none()).message();
    Arrays.fill(message, 8, 40, (byte) 0);
    assertThat(ReceivedInitiation.open(b, message)).isEmpty();
    SentInitiation sent = initiation(PresharedKey.none());
    byte[] response = answer(sent.message(), PresharedKey.none()).message();
    Arrays.fill(response, 12, 44, (byte) 0);
    assertThat(sent.complete(response)).isEmpty();
  }

  @Test
  void thePresharedKeyMustBeTheSame() {
    byte[] secret = new byte[32];
    secret[3] = 1;
    SentInitiation sent = initiation(PresharedKey.ofBytes(secret));
    assertThat(sent.complete(answer(sent.message(), PresharedKey.none()).message())).isEmpty();
    SentInitiation again = initiation(PresharedKey.ofBytes(secret));
    byte[] response = answer(again.message(), PresharedKey.ofBytes(secret)).message();
    assertThat(again.complete(response)).isPresent();
  }

  @Test
  void aCookieProvesTheAddressItWasSentTo() {
    byte[] here = {1, 2, 3};
    byte[] there = {1, 2, 4};
    CookieJar jar = new CookieJar(b, new byte[32]);
    SentInitiation sent = initiation(PresharedKey.none());
    assertThat(jar.proves(sent.message(), here)).isFalse();
    byte[] reply = jar.reply(sent.message(), here, new byte[24]);
    assertThat(reply).hasSize(Message.COOKIE_BYTES);
    assertThat(Message.intAt(reply, Message.RECEIVER)).isEqualTo(0x0a0a);
    SentInitiation next = initiation(PresharedKey.none()).with(sent.cookie(reply).orElseThrow());
    assertThat(jar.proves(next.message(), here)).isTrue();
    assertThat(jar.proves(next.message(), there)).isFalse();
    assertThat(next.cookie(reply)).as("an answer to another message").isEmpty();
    jar.change(new byte[] {1});
    assertThat(jar.proves(next.message(), here)).isFalse();
  }

  @Test
  void stampsAreOrderedAndTheNextIsLater() {
    Tai64n last = new Tai64n(5, 999_999_999);
    assertThat(last.next()).isEqualTo(new Tai64n(6, 0));
    assertThat(NOW.next()).isGreaterThan(NOW);
    assertThat(Tai64n.read(NOW.bytes())).isEqualTo(NOW);
    assertThat(NOW.bytes()).startsWith(0x40, 0, 0, 0);
  }

  @Test
  void onlyTheRightLengthsAreMessages() {
    assertThat(Message.hasShape(1, 148)).isTrue();
    assertThat(Message.hasShape(1, 147)).isFalse();
    assertThat(Message.hasShape(2, 92)).isTrue();
    assertThat(Message.hasShape(3, 64)).isTrue();
    assertThat(Message.hasShape(3, 92)).isFalse();
    assertThat(Message.hasShape(4, 31)).isFalse();
    assertThat(Message.hasShape(4, 32)).isTrue();
    assertThat(Message.hasShape(0, 32)).isFalse();
    assertThat(Message.hasShape(5, 32)).isFalse();
  }
}
