package io.filigree.systemtests.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.noise.CookieJar;
import io.filigree.protocol.noise.LocalKey;
import io.filigree.protocol.noise.Mac;
import io.filigree.protocol.noise.Message;
import io.filigree.protocol.noise.PresharedKey;
import io.filigree.protocol.noise.ReceivedInitiation;
import io.filigree.protocol.noise.SentInitiation;
import io.filigree.protocol.noise.Tai64n;
import io.filigree.protocol.noise.Transport;
import io.filigree.systemtests.lab.Lab;
import io.filigree.systemtests.lab.NeedsLab;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.SitePlan;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Our handshake in Java against real WireGuard. With {@code -Dfiligree.vectors.write=true} what was
 * said becomes the published vectors that {@code WireGuardVectorsTest} replays.
 */
@NeedsLab
class HandshakeIT {

  private static final int INDEX = 0x01020304;
  private static final String REAL = "10.99.0.10";
  private static final String OURS = "10.99.0.11";
  private static final byte[] PLACE = {10, 0, 0, 1, 4, 1};

  private static final JsonObject.Builder VECTORS = JsonObject.builder();

  private final WireGuardPrivateKey privateKey = WireGuardPrivateKey.generate();
  private final LocalKey key = new LocalKey(privateKey);
  private final WireGuardPrivateKey ephemeral = WireGuardPrivateKey.generate();
  private final JsonObject.Builder said = JsonObject.builder();

  private Lab lab;
  private SiteBox ours;
  private Tunnel real;
  private DatagramSocket socket;
  private SocketAddress realAddress;

  @BeforeEach
  void build() throws IOException {
    lab = Lab.open();
    SiteBox box = lab.build(SitePlan.store("real", 42));
    ours = lab.build(SitePlan.store("ours", 43));
    socket = ours.gateway().inside(() -> new DatagramSocket(51820));
    socket.setSoTimeout(8000); // WireGuard tries again after five seconds
    real = Tunnel.up(box, REAL);
    realAddress = new InetSocketAddress(box.publicAddress(), 51820);
    said.put("ourPrivateKey", hex(privateKey.bytes()))
        .put("ourEphemeralKey", hex(ephemeral.bytes()))
        .put("ourIndex", INDEX)
        .put("theirPublicKey", hex(real.publicKey().bytes()));
  }

  @AfterEach
  void remove() {
    if (lab != null) {
      socket.close();
      lab.close();
    }
  }

  @AfterAll
  static void publish() {
    if (Boolean.getBoolean("filigree.vectors.write")) {
      HandshakeVectors.write(VECTORS.build());
    }
  }

  /** Makes us a peer; with a keepalive WireGuard calls us at once. */
  private void known(int keepalive) {
    real.peer(key.publicKey(), OURS, ours.publicAddress() + ":51820", keepalive);
  }

  private byte[] receive(int type) throws IOException {
    while (true) {
      DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
      socket.receive(packet);
      byte[] message = Arrays.copyOf(packet.getData(), packet.getLength());
      if (Message.intAt(message, 0) == type) {
        return message;
      }
    }
  }

  private void send(byte[] message) throws IOException {
    socket.send(new DatagramPacket(message, message.length, realAddress));
  }

  /** Asks for an echo through the session: only who has the same keys can answer. */
  private void talk(Transport session) throws IOException {
    byte[] question = session.seal(echoRequest());
    send(question);
    byte[] answer = receive(Message.DATA);
    byte[] opened = open(session, answer);
    while (opened.length == 0) { // a keepalive came first
      answer = receive(Message.DATA);
      opened = open(session, answer);
    }
    assertThat(opened).startsWith(0x45).endsWith(echoReplyEnd());
    said.put("ourPacket", hex(echoRequest())).put("ourData", hex(question));
    said.put("theirData", hex(answer)).put("theirPacket", hex(opened));
  }

  private static byte[] open(Transport session, byte[] message) {
    return session.open(message, message.length).orElseThrow().packet();
  }

  @Test
  void weAnswerWireGuard() throws IOException {
    known(25);
    byte[] initiation = receive(Message.INITIATION);
    assertThat(new Mac().matches(key.mac1(), initiation, Message.INITIATION_MAC1)).isTrue();
    ReceivedInitiation.Answer answer =
        ReceivedInitiation.open(key, initiation)
            .flatMap(received -> received.prove(key.meet(real.publicKey())))
            .flatMap(proven -> proven.answer(ephemeral, PresharedKey.none(), INDEX))
            .orElseThrow();
    send(answer.message());
    byte[] first = receive(Message.DATA);
    assertThat(open(answer.transport(), first)).isEmpty();
    said.put("initiation", hex(initiation)).put("response", hex(answer.message()));
    said.put("theirKeepalive", hex(first));
    talk(answer.transport());
    VECTORS.put("answered", said.build());
  }

  @Test
  void weCallWireGuardWithAPresharedKey() throws IOException {
    known(0);
    byte[] secret = WireGuardPrivateKey.generate().bytes();
    real.site()
        .command(
            "wg",
            "set",
            Tunnel.NAME,
            "peer",
            key.publicKey().toBase64(),
            "preshared-key",
            "/dev/stdin")
        .reading(Base64.getEncoder().encodeToString(secret) + "\n")
        .run();
    Instant now = Instant.now();
    SentInitiation sent =
        SentInitiation.create(
                key.meet(real.publicKey()),
                ephemeral,
                PresharedKey.ofBytes(secret),
                INDEX,
                Tai64n.of(now))
            .orElseThrow();
    send(sent.message());
    byte[] response = receive(Message.RESPONSE);
    Transport session = sent.complete(response).orElseThrow();
    said.put("presharedKey", hex(secret))
        .put("seconds", now.getEpochSecond())
        .put("nanos", now.getNano());
    said.put("initiation", hex(sent.message())).put("response", hex(response));
    talk(session);
    VECTORS.put("called", said.build());
  }

  @Test
  void wireGuardUnderstandsOurCookie() throws IOException {
    known(25);
    byte[] first = receive(Message.INITIATION);
    byte[] secret = WireGuardPrivateKey.generate().bytes();
    byte[] nonce = Arrays.copyOf(WireGuardPrivateKey.generate().bytes(), 24);
    CookieJar jar = new CookieJar(key, secret);
    assertThat(jar.proves(first, PLACE)).isFalse();
    byte[] reply = jar.reply(first, PLACE, nonce);
    send(reply);
    byte[] second = receive(Message.INITIATION);
    assertThat(jar.proves(second, PLACE)).isTrue();
    said.put("secret", hex(secret)).put("nonce", hex(nonce)).put("place", hex(PLACE));
    said.put("initiation", hex(first)).put("reply", hex(reply));
    said.put("nextInitiation", hex(second));
    VECTORS.put("cookie", said.build());
  }

  private static byte[] echoRequest() {
    return new byte[] {
      0x45,
      0,
      0,
      32,
      0,
      0,
      0,
      0,
      64,
      1,
      0x66,
      0x03,
      10,
      99,
      0,
      11,
      10,
      99,
      0,
      10, //
      8,
      0,
      (byte) 0xf3,
      (byte) 0xf8,
      0,
      7,
      0,
      0,
      1,
      0,
      3,
      0
    };
  }

  private static byte[] echoReplyEnd() {
    return new byte[] {0, 7, 0, 0, 1, 0, 3, 0};
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
