package io.filigree.systemtests.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what tcpdump has written: UDP over IPv4 over Ethernet. */
public final class Pcap {

  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;
  private static final int ETHERNET = 14;
  private static final int UDP = 17;
  private static final int UDP_HEADER = 8;

  private Pcap() {}

  /** A datagram as it was seen. */
  public static final class Seen {
    private final InetSocketAddress from;
    private final InetSocketAddress to;
    private final byte[] payload;

    private Seen(InetSocketAddress from, InetSocketAddress to, byte[] payload) {
      this.from = from;
      this.to = to;
      this.payload = payload;
    }

    public InetSocketAddress from() {
      return from;
    }

    public InetSocketAddress to() {
      return to;
    }

    public byte[] payload() {
      return payload;
    }

    /** The little-endian number at that place. */
    public int intAt(int at) {
      return ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    /** The first number of the payload, WireGuard's type; 0 if there is none. */
    public int type() {
      return payload.length < 32 ? 0 : intAt(0);
    }
  }

  /** All datagrams in the file, in their order. */
  public static List<Seen> read(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.nativeOrder());
    List<Seen> all = new ArrayList<>();
    int at = FILE_HEADER;
    while (at + RECORD_HEADER <= file.length) {
      int length = in.getInt(at + 8);
      int start = at + RECORD_HEADER;
      if (start + length > file.length) {
        break; // still being written
      }
      readFrame(Arrays.copyOfRange(file, start, start + length), all);
      at = start + length;
    }
    return all;
  }

  private static void readFrame(byte[] frame, List<Seen> all) {
    ByteBuffer in = ByteBuffer.wrap(frame);
    if (frame.length < ETHERNET + 28 || in.getShort(12) != 0x0800 || frame[ETHERNET + 9] != UDP) {
      return;
    }
    int udp = ETHERNET + (frame[ETHERNET] & 0xf) * 4;
    int end = udp + (in.getShort(udp + 4) & 0xffff);
    all.add(
        new Seen(
            address(frame, ETHERNET + 12, in.getShort(udp)),
            address(frame, ETHERNET + 16, in.getShort(udp + 2)),
            Arrays.copyOfRange(frame, udp + UDP_HEADER, Math.min(end, frame.length))));
  }

  private static InetSocketAddress address(byte[] frame, int at, short port) {
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(Arrays.copyOfRange(frame, at, at + 4)), port & 0xffff);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has four bytes", e);
    }
  }
}
