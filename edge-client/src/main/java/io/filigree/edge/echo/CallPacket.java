package io.filigree.edge.echo;

import io.filigree.edge.agent.Call;
import io.filigree.edge.agent.NatType;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Candidate;
import io.filigree.protocol.record.CandidateKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What edge clients say to agree on a direct way, as bytes: an echo packet's head, then places. */
final class CallPacket {

  static final int MOST_BYTES = 20 + Call.MOST_PLACES * 20;

  private static final byte OFFER = 3;
  private static final byte ANSWER = 4;
  private static final byte GO = 5;
  private static final int HEAD = 20;
  private static final int PLACE = 20;
  private static final int TYPE_AT = 4;
  private static final int TALK_AT = 8;
  private static final int NAT_AT = 16;
  private static final int ROUND_AT = 17;
  private static final int MOST_ROUNDS = 255;
  private static final List<CandidateKind> KINDS =
      List.of(CandidateKind.LAN, CandidateKind.OBSERVED);
  private static final List<NatType> NATS =
      List.of(NatType.UNKNOWN, NatType.NONE, NatType.PLAIN, NatType.SYMMETRIC);

  private CallPacket() {}

  static byte[] write(Call call) {
    return switch (call) {
      case Call.Offer(long talk, int round, NatType nat, List<Candidate> places) ->
          bytes(OFFER, talk, nat, Math.min(round, MOST_ROUNDS), places);
      case Call.Answer(long talk, NatType nat, List<Candidate> places) ->
          bytes(ANSWER, talk, nat, 0, places);
      case Call.Go(long talk) -> bytes(GO, talk, NatType.UNKNOWN, 0, List.of());
    };
  }

  private static byte[] bytes(
      byte type, long talk, NatType nat, int round, List<Candidate> places) {
    ByteBuffer buffer = EchoPacket.head(HEAD + PLACE * places.size(), type, talk);
    buffer.put(NAT_AT, (byte) NATS.indexOf(nat)).put(ROUND_AT, (byte) round);
    int at = HEAD;
    for (Candidate place : places) {
      byte[] address = place.endpoint().address().orElseThrow().bytes();
      buffer.put(at, (byte) KINDS.indexOf(place.kind()));
      buffer.put(at + 1, (byte) (address.length == 4 ? 4 : 6));
      buffer.putShort(at + 2, (short) place.endpoint().port());
      buffer.put(at + 4, address);
      at += PLACE;
    }
    byte[] packet = new byte[buffer.capacity()];
    buffer.get(0, packet);
    return packet;
  }

  /** What these bytes say; empty when they are not exactly what we would write. */
  static Optional<Call> read(byte[] bytes, int length) {
    boolean sized = length >= HEAD && length <= MOST_BYTES && (length - HEAD) % PLACE == 0;
    if (!sized || !EchoPacket.is(bytes[TYPE_AT], length, bytes, length)) {
      return Optional.empty();
    }
    byte[] whole = Arrays.copyOf(bytes, length);
    try {
      return call(ByteBuffer.wrap(whole)).filter(call -> Arrays.equals(write(call), whole));
    } catch (MalformedException | IndexOutOfBoundsException nonsense) {
      return Optional.empty();
    }
  }

  private static Optional<Call> call(ByteBuffer buffer) {
    long talk = buffer.getLong(TALK_AT);
    NatType nat = NATS.get(buffer.get(NAT_AT));
    int round = Byte.toUnsignedInt(buffer.get(ROUND_AT));
    List<Candidate> places = new ArrayList<>();
    for (int at = HEAD; at < buffer.capacity(); at += PLACE) {
      places.add(place(buffer, at));
    }
    return switch (buffer.get(TYPE_AT)) {
      case OFFER -> Optional.of(new Call.Offer(talk, round, nat, places));
      case ANSWER -> Optional.of(new Call.Answer(talk, nat, places));
      case GO -> Optional.of(new Call.Go(talk));
      default -> Optional.empty();
    };
  }

  private static Candidate place(ByteBuffer buffer, int at) {
    byte[] address = new byte[buffer.get(at + 1) == 4 ? 4 : 16];
    buffer.get(at + 4, address);
    int port = Short.toUnsignedInt(buffer.getShort(at + 2));
    return new Candidate(KINDS.get(buffer.get(at)), new Endpoint(IpAddress.ofBytes(address), port));
  }
}
