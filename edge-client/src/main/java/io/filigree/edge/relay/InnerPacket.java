package io.filigree.edge.relay;

import io.filigree.protocol.net.IpAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** An IP packet out of a tunnel, or into it: whole, without options or extension headers. */
final class InnerPacket {

  static final int ICMP = 1;
  static final int UDP = 17;
  static final int ICMP_V6 = 58;

  private static final int V4_HEADER = 20;
  private static final int V6_HEADER = 40;
  private static final int HOPS = 64;

  private final int protocol;
  private final IpAddress source;
  private final IpAddress destination;
  private final byte[] payload;

  InnerPacket(int protocol, IpAddress source, IpAddress destination, byte[] payload) {
    this.protocol = protocol;
    this.source = source;
    this.destination = destination;
    this.payload = payload;
  }

  /** Empty if it is no such packet: damaged, a fragment, or something else. */
  static Optional<InnerPacket> read(byte[] bytes) {
    if (bytes.length == 0) {
      return Optional.empty();
    }
    return switch (bytes[0] >> 4 & 0xf) {
      case 4 -> readV4(bytes);
      case 6 -> readV6(bytes);
      default -> Optional.empty();
    };
  }

  private static Optional<InnerPacket> readV4(byte[] bytes) {
    if (bytes.length < V4_HEADER) {
      return Optional.empty();
    }
    ByteBuffer packet = ByteBuffer.wrap(bytes);
    int header = (bytes[0] & 0xf) * 4;
    int total = packet.getShort(2) & 0xffff;
    boolean fragment = (packet.getShort(6) & 0x3fff) != 0;
    if (header < V4_HEADER || total < header || total > bytes.length || fragment) {
      return Optional.empty();
    }
    return Optional.of(
        new InnerPacket(
            bytes[9] & 0xff,
            IpAddress.ofBytes(Arrays.copyOfRange(bytes, 12, 16)),
            IpAddress.ofBytes(Arrays.copyOfRange(bytes, 16, 20)),
            Arrays.copyOfRange(bytes, header, total)));
  }

  private static Optional<InnerPacket> readV6(byte[] bytes) {
    if (bytes.length < V6_HEADER) {
      return Optional.empty();
    }
    int total = V6_HEADER + (ByteBuffer.wrap(bytes).getShort(4) & 0xffff);
    byte[] source = Arrays.copyOfRange(bytes, 8, 24);
    if (total > bytes.length || isMapped(source)) {
      return Optional.empty();
    }
    byte[] destination = Arrays.copyOfRange(bytes, 24, 40);
    if (isMapped(destination)) {
      return Optional.empty();
    }
    return Optional.of(
        new InnerPacket(
            bytes[6] & 0xff,
            IpAddress.ofBytes(source),
            IpAddress.ofBytes(destination),
            Arrays.copyOfRange(bytes, V6_HEADER, total)));
  }

  /** An IPv4-mapped address, which is no address of a packet. */
  private static boolean isMapped(byte[] address) {
    ByteBuffer words = ByteBuffer.wrap(address);
    return words.getLong(0) == 0 && words.getInt(8) == 0xffff;
  }

  int protocol() {
    return protocol;
  }

  IpAddress destination() {
    return destination;
  }

  byte[] payload() {
    return payload;
  }

  /** The way back, with another payload. */
  InnerPacket reply(byte[] answer) {
    return new InnerPacket(protocol, /* source= */ destination, /* destination= */ source, answer);
  }

  /**
   * The packet in bytes.
   *
   * @param checksumAt where in the payload the checksum goes
   */
  byte[] bytes(int checksumAt) {
    byte[] body = payload.clone();
    ByteBuffer.wrap(body).putShort(checksumAt, (short) 0);
    int sum = Checksum.fold(Checksum.sum(pseudoHeader()) + Checksum.sum(body));
    // a sum of zero would say "no checksum" in UDP
    ByteBuffer.wrap(body).putShort(checksumAt, (short) (sum == 0 && protocol == UDP ? -1 : sum));
    return source.isV4() ? v4(body) : v6(body);
  }

  /** What the checksum covers besides the payload; ICMP over IPv4 covers nothing else. */
  private byte[] pseudoHeader() {
    if (protocol == ICMP) {
      return new byte[0];
    }
    return ByteBuffer.allocate(V6_HEADER)
        .put(source.bytes())
        .put(destination.bytes())
        .putInt(payload.length)
        .putInt(protocol)
        .array();
  }

  private byte[] v4(byte[] body) {
    ByteBuffer packet = ByteBuffer.allocate(V4_HEADER + body.length);
    packet.putShort((short) 0x4500).putShort((short) packet.capacity()).putInt(0);
    packet.put((byte) HOPS).put((byte) protocol).putShort((short) 0);
    packet.put(source.bytes()).put(destination.bytes()).put(body);
    int sum = Checksum.fold(Checksum.sum(Arrays.copyOf(packet.array(), V4_HEADER)));
    return packet.putShort(10, (short) sum).array();
  }

  private byte[] v6(byte[] body) {
    ByteBuffer packet = ByteBuffer.allocate(V6_HEADER + body.length);
    packet.putInt(0x6000_0000).putShort((short) body.length);
    packet.put((byte) protocol).put((byte) HOPS);
    return packet.put(source.bytes()).put(destination.bytes()).put(body).array();
  }
}
