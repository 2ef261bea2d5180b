package io.filigree.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.noise.Message;
import io.filigree.protocol.noise.ReceivedInitiation;
import io.filigree.protocol.noise.SentInitiation;
import io.filigree.protocol.noise.Transport;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A relay with sites around it, in a time that only the test moves. */
final class RelayRun implements Outside {

  static final IpAddress RELAY_ADDRESS = IpAddress.parse("10.99.0.1");
  static final long HEAP = 32 << 20;
  static final long EPOCH = 1_793_620_800_000L;

  final TestSite relay = new TestSite("relay", RELAY_KEY);
  final TestSite a = new TestSite("store-a");
  final TestSite b = new TestSite("store-b");
  final TestSite c = new TestSite("store-c");
  final TestSite d = new TestSite("store-d");

  final Address atA = address("198.51.100.1", 1001);
  final Address atB = address("198.51.100.2", 1002);
  final Address atC = address("198.51.100.3", 1003);
  final Address atD = address("198.51.100.4", 1004);
  final Address elsewhere = address("203.0.113.9", 6666);

  private static final WireGuardPrivateKey RELAY_KEY = WireGuardPrivateKey.generate();

  private final List<Sent> sent = new ArrayList<>();
  private final List<String> latches = new ArrayList<>();
  private final Map<String, String> places = new HashMap<>();
  private Optional<Runnable> instead = Optional.empty();
  private final Random random = new Random(42);
  private Instant wall = Instant.parse("2026-11-24T12:00:00Z");
  long now = -5 * Seconds.ONE; // a clock of nanoseconds may well be negative
  Switch core = restart();

  static Address address(String ip, int port) {
    return new Address(IpAddress.parse(ip), port, 0);
  }

  /** All four sites are members, linked with one another. */
  static RelayRun withMembers() {
    RelayRun run = new RelayRun();
    run.serve(Pairs.all(), run.a, run.b, run.c, run.d);
    return run;
  }

  /** And all four are attached. */
  static RelayRun attached() {
    RelayRun run = withMembers();
    run.attach(run.a, run.atA);
    run.attach(run.b, run.atB);
    run.attach(run.c, run.atC);
    run.attach(run.d, run.atD);
    run.latches.clear();
    return run;
  }

  void serve(Pairs pairs, TestSite... sites) {
    List<Member> list = new ArrayList<>();
    for (TestSite site : sites) {
      list.add(site.member());
    }
    core.serve(new Members(list, pairs), now);
  }

  /** A relay that has forgotten all but its key; its members are still to be told. */
  Switch restart() {
    core =
        new Switch(
            new Switch.Identity(RELAY_KEY, RELAY_ADDRESS, EPOCH, HEAP),
            this,
            this::bytes,
            now,
            wall);
    return core;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  WireGuardPublicKey relayKey() {
    return core.publicKey();
  }

  /** What the relay sends because of that packet. */
  List<Sent> receive(byte[] packet, Address from) {
    now += Seconds.ofMillis(1);
    sent.clear();
    core.receive(ByteBuffer.wrap(packet), from, now);
    boolean more = true;
    while (more) {
      more = core.work(now);
    }
    return List.copyOf(sent);
  }

  /** Whom a packet goes to, in letters; e is elsewhere. What is not the packet itself has a "?". */
  String route(byte[] packet, Address from) {
    StringBuilder letters = new StringBuilder();
    for (Sent one : receive(packet, from)) {
      letters.append(letter(one.to())).append(one.is(packet) ? "" : "?");
    }
    return letters.toString();
  }

  private String letter(Address at) {
    int place = List.of(atA, atB, atC, atD, elsewhere).indexOf(at);
    return place < 0 ? "x" : "ABCDe".substring(place, place + 1);
  }

  /** Lets time pass in steps of 50 ms; what the relay sends meanwhile. */
  List<Sent> pass(long nanos) {
    sent.clear();
    for (long end = now + nanos; now < end; ) {
      long step = Math.min(Seconds.ofMillis(50), end - now);
      now += step;
      wall = wall.plusNanos(step);
      core.tick(now, wall);
    }
    return List.copyOf(sent);
  }

  void setWall(Instant instant) {
    wall = instant;
  }

  Instant wall() {
    return wall;
  }

  /** A handshake with the relay, without any packet in the session. */
  Transport handshake(TestSite site, Address at) {
    SentInitiation initiation = site.initiation(relayKey());
    List<Sent> answers = receive(initiation.message(), at);
    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst().to()).isEqualTo(at);
    return initiation.complete(answers.getFirst().bytes()).orElseThrow();
  }

  /** Attaches: handshake and keepalive. */
  Transport attach(TestSite site, Address at) {
    Transport session = handshake(site, at);
    receive(session.seal(new byte[0]), at);
    assertThat(where(site)).isEqualTo(at.toString());
    return session;
  }

  /** Two sites' sessions with each other, made through the relay. */
  record Pair(Transport first, Transport second) {}

  Pair meet(TestSite from, Address atFrom, TestSite to, Address atTo) {
    SentInitiation initiation = from.initiation(to);
    assertThat(route(initiation.message(), atFrom)).isEqualTo(letter(atTo));
    ReceivedInitiation.Answer answer = to.answer(initiation.message(), from.key().publicKey());
    assertThat(route(answer.message(), atTo)).isEqualTo(letter(atFrom));
    return new Pair(initiation.complete(answer.message()).orElseThrow(), answer.transport());
  }

  /** The site answers a question of the relay: what the relay sends then. */
  List<Sent> answer(TestSite site, Sent question, Address from) {
    assertThat(question.type()).isEqualTo(Message.INITIATION);
    ReceivedInitiation.Answer answer = site.answer(question.bytes(), relayKey());
    return receive(answer.message(), from);
  }

  /** Where the site was last proven to be. */
  String where(TestSite site) {
    return places.getOrDefault(site.toString(), "nowhere");
  }

  /** What was proven since all were attached. */
  List<String> latches() {
    return latches;
  }

  long count(Count what) {
    return core.snapshot().count(what);
  }

  /** Does this instead of keeping what the relay sends. */
  void onSend(Runnable action) {
    instead = Optional.of(action);
  }

  @Override
  public void send(ByteBuffer packet, Address to) {
    if (instead.isPresent()) {
      instead.get().run();
      return;
    }
    byte[] bytes = new byte[packet.remaining()];
    packet.get(bytes);
    sent.add(new Sent(bytes, to));
  }

  @Override
  public void latched(Member member, Address at) {
    latches.add(member.name() + " " + at);
    places.put(member.name().text(), at.toString());
  }
}
