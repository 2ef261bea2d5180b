package io.filigree.edge.relay;

import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.relay.SeenAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the relay itself does inside the tunnel: it answers echo requests, by which a site sees that
 * the relay is alive, and it tells the site where it sees it. Nothing is ever passed on.
 */
final class TunnelService {

  private static final int ECHO_REQUEST = 8;
  private static final int ECHO_REPLY = 0;
  private static final int ECHO_REQUEST_V6 = 128;
  private static final int ECHO_REPLY_V6 = 129;
  private static final int ICMP_HEADER = 8;
  private static final int ICMP_CHECKSUM = 2;
  private static final int UDP_HEADER = 8;
  private static final int UDP_CHECKSUM = 6;

  private final IpAddress own;
  private final long epoch;
  private final Counters counters;

  /**
   * @param own the relay's address in the mesh
   */
  TunnelService(IpAddress own, long epoch, Counters counters) {
    this.own = own;
    this.epoch = epoch;
    this.counters = counters;
  }

  /**
   * The answer to a packet, if it gets one.
   *
   * @param seen where the site's WireGuard is, as we see it
   */
  Optional<byte[]> answer(byte[] bytes, Address seen) {
    if (bytes.length == 0) {
      counters.add(Count.OWN_KEEPALIVES);
      return Optional.empty();
    }
    Optional<byte[]> answer =
        InnerPacket.read(bytes)
            .filter(packet -> packet.destination().equals(own))
            .flatMap(packet -> answer(packet, seen));
    if (answer.isEmpty()) {
      counters.add(Count.OWN_OTHER);
    }
    return answer;
  }

  private Optional<byte[]> answer(InnerPacket packet, Address seen) {
    return switch (packet.protocol()) {
      case InnerPacket.ICMP -> own.isV4() ? echo(packet, ECHO_REQUEST, ECHO_REPLY) : none();
      case InnerPacket.ICMP_V6 ->
          own.isV4() ? none() : echo(packet, ECHO_REQUEST_V6, ECHO_REPLY_V6);
      case InnerPacket.UDP -> tell(packet, seen);
      default -> none();
    };
  }

  private static Optional<byte[]> none() {
    return Optional.empty();
  }

  private Optional<byte[]> echo(InnerPacket packet, int request, int reply) {
    byte[] payload = packet.payload();
    if (payload.length < ICMP_HEADER || (payload[0] & 0xff) != request || payload[1] != 0) {
      return none();
    }
    byte[] answer = payload.clone();
    answer[0] = (byte) reply;
    counters.add(Count.OWN_ECHOES);
    return Optional.of(packet.reply(answer).bytes(ICMP_CHECKSUM));
  }

  private Optional<byte[]> tell(InnerPacket packet, Address seen) {
    byte[] payload = packet.payload();
    if (payload.length < UDP_HEADER) {
      return none();
    }
    ByteBuffer header = ByteBuffer.wrap(payload);
    int length = header.getShort(4) & 0xffff;
    if ((header.getShort(2) & 0xffff) != SeenAddress.PORT
        || length < UDP_HEADER
        || length > Math.min(payload.length, UDP_HEADER + SeenAddress.MOST_QUESTION)
        || seen.port() == 0) {
      return none();
    }
    byte[] question = Arrays.copyOfRange(payload, UDP_HEADER, length);
    byte[] text = new SeenAddress(seen.ip(), seen.port(), epoch).answer(question);
    ByteBuffer answer = ByteBuffer.allocate(UDP_HEADER + text.length);
    answer.putShort((short) SeenAddress.PORT).putShort(header.getShort(0));
    answer.putShort((short) answer.capacity()).putShort((short) 0).put(text);
    counters.add(Count.OWN_ADDRESSES);
    return Optional.of(packet.reply(answer.array()).bytes(UDP_CHECKSUM));
  }
}
