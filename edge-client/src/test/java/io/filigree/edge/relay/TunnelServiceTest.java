package io.filigree.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.noise.Transport;
import io.filigree.protocol.relay.SeenAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the relay answers inside a site's session with it. */
class TunnelServiceTest {

  private static final IpAddress SITE = IpAddress.parse("10.99.0.7");
  private static final IpAddress SITE_V6 = IpAddress.parse("fd99::7");
  private static final IpAddress RELAY_V6 = IpAddress.parse("fd99::1");
  private static final byte[] QUESTION = "which?".getBytes(StandardCharsets.US_ASCII);

  private final Address seen = RelayRun.address("198.51.100.1", 1001);
  private final Address seenV6 = RelayRun.address("2001:db8::1", 1001);
  private final TunnelService v4 =
      new TunnelService(RelayRun.RELAY_ADDRESS, RelayRun.EPOCH, new Counters());
  private final TunnelService v6 = new TunnelService(RELAY_V6, RelayRun.EPOCH, new Counters());

  private static byte[] echo(IpAddress from, IpAddress to, int type) {
    int protocol = from.isV4() ? InnerPacket.ICMP : InnerPacket.ICMP_V6;
    byte[] payload = ByteBuffer.allocate(13).put((byte) type).putInt(4, 0x00070001).array();
    return new InnerPacket(protocol, from, to, payload).bytes(2);
  }

  private static byte[] question(IpAddress from, IpAddress to, int port, byte[] data) {
    ByteBuffer udp = ByteBuffer.allocate(8 + data.length);
    udp.putShort((short) 40_000).putShort((short) port).putShort((short) (8 + data.length));
    udp.putShort((short) 0).put(data);
    return new InnerPacket(InnerPacket.UDP, from, to, udp.array()).bytes(6);
  }

  @Test
  void anEchoComesBackOverBothFamilies() {
    byte[] answer = v4.answer(echo(SITE, RelayRun.RELAY_ADDRESS, 8), seen).orElseThrow();
    InnerPacket packet = InnerPacket.read(answer).orElseThrow();
    assertThat(packet.destination()).isEqualTo(SITE);
    assertThat(packet.payload()).hasSize(13).startsWith(0);
    assertThat(answer).isEqualTo(echo(RelayRun.RELAY_ADDRESS, SITE, 0));

    byte[] answerV6 = v6.answer(echo(SITE_V6, RELAY_V6, 128), seenV6).orElseThrow();
    assertThat(answerV6).isEqualTo(echo(RELAY_V6, SITE_V6, 129));
  }

  /** RFC 1071's own example, and the property by which receivers check. */
  @Test
  void checksumsAreRight() {
    byte[] example = {
      0x00, 0x01, (byte) 0xf2, 0x03, (byte) 0xf4, (byte) 0xf5, (byte) 0xf6, (byte) 0xf7
    };
    assertThat(Checksum.fold(Checksum.sum(example))).isEqualTo(~0xddf2 & 0xffff);
    byte[] answer = v4.answer(echo(SITE, RelayRun.RELAY_ADDRESS, 8), seen).orElseThrow();
    assertThat(Checksum.fold(Checksum.sum(Arrays.copyOf(answer, 20)))).isZero();
    assertThat(Checksum.fold(Checksum.sum(Arrays.copyOfRange(answer, 20, answer.length)))).isZero();
  }

  @Test
  void theSiteIsToldWhereItIsSeen() {
    byte[] packet =
        v4.answer(question(SITE, RelayRun.RELAY_ADDRESS, SeenAddress.PORT, QUESTION), seen)
            .orElseThrow();
    byte[] udp = InnerPacket.read(packet).orElseThrow().payload();
    assertThat(ByteBuffer.wrap(udp).getShort(0)).isEqualTo((short) SeenAddress.PORT);
    assertThat(ByteBuffer.wrap(udp).getShort(2)).isEqualTo((short) 40_000);
    assertThat(ByteBuffer.wrap(udp).getShort(4)).isEqualTo((short) udp.length);
    assertThat(SeenAddress.parse(Arrays.copyOfRange(udp, 8, udp.length), QUESTION))
        .isEqualTo(new SeenAddress(seen.ip(), seen.port(), RelayRun.EPOCH));

    byte[] packetV6 =
        v6.answer(question(SITE_V6, RELAY_V6, SeenAddress.PORT, new byte[0]), seenV6).orElseThrow();
    byte[] udpV6 = InnerPacket.read(packetV6).orElseThrow().payload();
    assertThat(SeenAddress.parse(Arrays.copyOfRange(udpV6, 8, udpV6.length), new byte[0]).ip())
        .isEqualTo(seenV6.ip());
  }

  @Test
  void whatIsNotForTheRelayIsNeitherAnsweredNorPassedOn() {
    IpAddress other = IpAddress.parse("10.99.0.2");
    IpAddress own = RelayRun.RELAY_ADDRESS;
    for (byte[] packet :
        List.of(
            echo(SITE, other, 8),
            echo(SITE, own, 0),
            question(SITE, other, SeenAddress.PORT, QUESTION),
            question(SITE, own, 53, QUESTION),
            question(SITE, own, SeenAddress.PORT, new byte[33]),
            new InnerPacket(InnerPacket.UDP, SITE, own, new byte[7]).bytes(0),
            new InnerPacket(6, SITE, own, new byte[20]).bytes(16),
            echo(SITE_V6, RELAY_V6, 128))) {
      assertThat(v4.answer(packet, seen)).isEmpty();
    }
  }

  @Test
  void fragmentsAndDamagedPacketsAreNotAnswered() {
    byte[] whole = echo(SITE, RelayRun.RELAY_ADDRESS, 8);
    for (int length = 0; length < whole.length; length++) {
      assertThat(v4.answer(Arrays.copyOf(whole, length), seen)).isEmpty();
    }
    byte[] fragment = whole.clone();
    fragment[6] = 0x20;
    assertThat(v4.answer(fragment, seen)).isEmpty();
    byte[] shortHeader = whole.clone();
    shortHeader[0] = 0x44;
    assertThat(v4.answer(shortHeader, seen)).isEmpty();
  }

  @Test
  void nothingInAPacketTripsIt() {
    Random random = new Random(11);
    for (int i = 0; i < 50_000; i++) {
      byte[] packet = new byte[random.nextInt(80)];
      random.nextBytes(packet);
      if (packet.length > 0) {
        packet[0] = (byte) (random.nextBoolean() ? 0x45 : 0x60);
      }
      Optional<byte[]> answer = (i % 2 == 0 ? v4 : v6).answer(packet, seen);
      assertThat(answer).isEmpty();
    }
  }

  @Test
  void paddingOfTheTunnelDoesNotMatter() {
    RelayRun run = RelayRun.withMembers();
    Transport session = run.attach(run.a, run.atA);
    byte[] asked = echo(SITE, RelayRun.RELAY_ADDRESS, 8);
    List<Sent> answers = run.receive(session.seal(asked), run.atA);
    assertThat(answers).hasSize(1);
    byte[] sealed = answers.getFirst().bytes();
    byte[] opened = session.open(sealed, sealed.length).orElseThrow().packet();
    assertThat(Arrays.copyOf(opened, 33)).isEqualTo(echo(RelayRun.RELAY_ADDRESS, SITE, 0));
    assertThat(run.count(Count.OWN_ECHOES)).isEqualTo(1);
  }

  @Test
  void theAnswerSaysWhereTheQuestionCameFromThoughTheSiteHasMoved() {
    RelayRun run = RelayRun.withMembers();
    Transport session = run.attach(run.a, run.atA);
    byte[] asked = question(SITE, RelayRun.RELAY_ADDRESS, SeenAddress.PORT, QUESTION);
    List<Sent> answers = run.receive(session.seal(asked), run.elsewhere);
    assertThat(answers.getFirst().to()).isEqualTo(run.elsewhere);
    byte[] sealed = answers.getFirst().bytes();
    byte[] opened = session.open(sealed, sealed.length).orElseThrow().packet();
    assertThat(new String(opened, StandardCharsets.ISO_8859_1)).contains("203.0.113.9 6666 ");
  }
}
