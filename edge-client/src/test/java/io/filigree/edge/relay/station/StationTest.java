package io.filigree.edge.relay.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.edge.agent.LogLine;
import io.filigree.edge.relay.Count;
import io.filigree.edge.relay.Member;
import io.filigree.edge.relay.Members;
import io.filigree.edge.relay.Pairs;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.noise.LocalKey;
import io.filigree.protocol.noise.PresharedKey;
import io.filigree.protocol.noise.SentInitiation;
import io.filigree.protocol.noise.Tai64n;
import io.filigree.protocol.noise.Transport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process around the switch, on loopback sockets of both families. */
class StationTest {

  private static final long LIMIT = Duration.ofSeconds(10).toNanos();
  private static final long LOOK = Duration.ofMillis(10).toNanos();
  private static final Member[] MEMBERS = new Member[2];
  private static final LocalKey[] KEYS = new LocalKey[2];

  static {
    for (int i = 0; i < 2; i++) {
      KEYS[i] = new LocalKey(WireGuardPrivateKey.generate());
      MEMBERS[i] = new Member(SiteName.parse("store-" + i), KEYS[i].publicKey());
    }
  }

  @TempDir private Path folder;

  private final List<String> log = new CopyOnWriteArrayList<>();
  private int port;
  private Station station;
  private Thread loop;

  @BeforeEach
  void start() throws IOException {
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    startAgain();
  }

  private void startAgain() throws IOException {
    RelayConfiguration configuration =
        new RelayConfiguration(
            List.of(Endpoint.parse("127.0.0.1:" + port), Endpoint.parse("[::1]:" + port)),
            IpAddress.parse("10.99.0.1"),
            new Members(Arrays.asList(MEMBERS), Pairs.all()));
    station =
        Station.open(
            configuration,
            new RelayFiles(folder),
            new RelayStatus(folder.resolve("status.json")),
            InstantSource.system(),
            this::say);
    loop = Thread.ofPlatform().start(this::run);
  }

  private void run() {
    try {
      station.run();
    } catch (IOException e) {
      log.add("died: " + e);
    }
  }

  private void say(LogLine line) {
    log.add(line.text());
  }

  @AfterEach
  void stop() throws InterruptedException {
    station.stop();
    loop.join(10_000);
    assertThat(loop.isAlive()).isFalse();
    assertThat(log).noneMatch(line -> line.startsWith("died"));
  }

  /** A site's end: one socket, with the relay as its peer. */
  private final class End implements AutoCloseable {
    private final DatagramSocket socket;
    private final LocalKey key;
    private final InetSocketAddress relay;

    End(int number, String host) throws IOException {
      key = KEYS[number];
      socket = new DatagramSocket(0, InetAddress.getByName(host));
      socket.setSoTimeout(5000);
      relay = new InetSocketAddress(host, port);
    }

    void send(byte[] bytes) throws IOException {
      socket.send(new DatagramPacket(bytes, bytes.length, relay));
    }

    byte[] receive() throws IOException {
      DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
      socket.receive(packet);
      return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    Transport attach() throws IOException {
      SentInitiation sent =
          SentInitiation.create(
                  key.meet(new RelayFiles(folder).key().publicKey()),
                  WireGuardPrivateKey.generate(),
                  PresharedKey.none(),
                  7,
                  Tai64n.of(Instant.now()))
              .orElseThrow();
      send(sent.message());
      Transport session = sent.complete(receive()).orElseThrow();
      send(session.seal(new byte[0]));
      return session;
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private void await(String line) throws Exception {
    await(line, () -> log.stream().anyMatch(said -> said.contains(line)));
  }

  private void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + LIMIT;
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("%s, with %s", what, log).isLessThan(end);
      LockSupport.parkNanos(LOOK);
    }
  }

  @Test
  void sitesOfBothFamiliesAttachAndReachEachOther() throws Exception {
    try (End a = new End(0, "127.0.0.1");
        End b = new End(1, "::1")) {
      a.attach();
      b.attach();
      await("latched site=store-0 at=127.0.0.1:" + a.socket.getLocalPort());
      await("latched site=store-1 at=[::1]:" + b.socket.getLocalPort());
      SentInitiation sent =
          SentInitiation.create(
                  a.key.meet(b.key.publicKey()),
                  WireGuardPrivateKey.generate(),
                  PresharedKey.none(),
                  9,
                  Tai64n.of(Instant.now()))
              .orElseThrow();
      a.send(sent.message());
      assertThat(b.receive()).isEqualTo(sent.message());
    }
  }

  @Test
  void aRestartFindsTheAddressesAgainAndAsks() throws Exception {
    try (End a = new End(0, "127.0.0.1")) {
      a.attach();
      await("latched");
      stop();
      startAgain();
      await("recalled sites=1");
      assertThat(a.receive()).as("a question").hasSize(148).startsWith(1, 0, 0, 0);
    }
  }

  @Test
  void theStateIsWrittenWhileItRuns() throws Exception {
    try (End a = new End(0, "127.0.0.1")) {
      a.attach();
      await("latched");
      RelayFiles files = new RelayFiles(folder);
      await("state is kept", () -> files.memory().isPresent());
    }
  }

  @Test
  void whoIsNoMemberAnyMoreGetsNoAnswer() throws Exception {
    try (End a = new End(0, "127.0.0.1")) {
      a.attach();
      await("latched");
      station.serve(new Members(List.of(MEMBERS[1]), Pairs.all()));
      await("one member", () -> station.snapshot().members() == 1);
      assertThat(station.snapshot().attached()).isZero();
      a.socket.setSoTimeout(300);
      assertThatThrownBy(a::attach).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void theStatusPageShowsTheCounts() throws Exception {
    try (End a = new End(0, "127.0.0.1")) {
      a.send(new byte[] {1, 2, 3});
      Path page = folder.resolve("status.json");
      await(
          "the page",
          () -> Files.exists(page) && Files.readString(page).contains("\"drop_shape\":1"));
      assertThat(Files.readString(page)).contains("\"drop_shape\":1", "\"attached\":0");
      assertThat(station.snapshot().count(Count.DROP_SHAPE)).isEqualTo(1);
    }
  }

  @Test
  void aChangedFileChangesTheMembersAndAWrongOneDoesNot() throws Exception {
    Path file = folder.resolve("relay.json");
    Files.writeString(file, "{}");
    Thread watch = Thread.ofPlatform().start(new MembersFile(file, station, this::say));
    try {
      Files.writeString(
          file,
          """
          {"format":1,"listen":["127.0.0.1:1"],"address":"10.99.0.1",
           "members":[{"name":"only","key":"%s"}]}
          """
              .formatted(KEYS[0].publicKey().toBase64()));
      await("members count=1");
      Files.writeString(file, "{\"format\":1}");
      await("refused what=");
      await("one member", () -> station.snapshot().members() == 1);
    } finally {
      watch.interrupt();
      watch.join();
    }
  }
}
