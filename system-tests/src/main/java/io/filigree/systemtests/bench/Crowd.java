package io.filigree.systemtests.bench;

import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.name.SiteId;
import io.filigree.systemtests.hollow.HollowSite;
import io.filigree.systemtests.hollow.SignedCall;
import io.filigree.systemtests.lab.Together;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.system.PinnedTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;

/** A thousand sites without tunnels. */
final class Crowd {

  private static final int SIZE = 1000;
  private static final int CONNECTIONS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final JoinToken token;
  private final SSLSocketFactory tls;
  private final InetSocketAddress address;
  private final LongAdder received = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final List<Member> members;
  private final List<Listener> listeners;
  private int changes;

  /** A site and what enrolment gave it. */
  private record Member(HollowSite site, SiteId id) {}

  private Crowd(JoinToken token) {
    this.token = token;
    this.tls = PinnedTls.trusting(token.trust().pins()).getSocketFactory();
    URI url = URI.create(token.trust().urls().getFirst().toString());
    this.address = new InetSocketAddress(url.getHost(), url.getPort());
    this.members = new ArrayList<>();
    this.listeners = new ArrayList<>();
  }

  static Crowd invited(String token) {
    return new Crowd(JoinToken.parse(token));
  }

  int size() {
    return listeners.size();
  }

  /** All join over eight connections, each with the next free ranges; sites per second. */
  double enrol() {
    ConcurrentLinkedQueue<HollowSite> waiting = new ConcurrentLinkedQueue<>();
    IntStream.range(0, SIZE).mapToObj(i -> new HollowSite("site-" + i)).forEach(waiting::add);
    long start = System.nanoTime();
    Callable<List<Member>> counter = () -> enrolFrom(waiting);
    List<List<Member>> joined =
        Together.all(IntStream.range(0, CONNECTIONS).mapToObj(i -> counter).toList());
    double seconds = (System.nanoTime() - start) / 1e9;
    joined.forEach(members::addAll);
    return members.size() / seconds;
  }

  private List<Member> enrolFrom(ConcurrentLinkedQueue<HollowSite> waiting) throws IOException {
    List<Member> joined = new ArrayList<>();
    try (HttpConnection connection = connect()) {
      for (HollowSite site = waiting.poll(); site != null; site = waiting.poll()) {
        String answer = call(connection, site.joinPlanned(token, 24, 24), 201);
        JsonFields fields = JsonFields.of(Json.parse(answer, JsonLimits.ANSWER));
        joined.add(new Member(site, fields.text("siteId", SiteId::parse)));
      }
    }
    return joined;
  }

  /** All announce their facts, over eight connections. */
  void announce() {
    ConcurrentLinkedQueue<Member> waiting = new ConcurrentLinkedQueue<>(members);
    Callable<Boolean> worker = () -> announceFrom(waiting);
    Together.all(IntStream.range(0, CONNECTIONS).mapToObj(i -> worker).toList());
  }

  private boolean announceFrom(ConcurrentLinkedQueue<Member> waiting) throws IOException {
    try (HttpConnection connection = connect()) {
      for (Member member = waiting.poll(); member != null; member = waiting.poll()) {
        put(connection, member, 1, "198.18.0.1:51871");
      }
    }
    return true;
  }

  private void put(HttpConnection connection, Member member, long counter, String endpoint)
      throws IOException {
    call(
        connection,
        member.site().announce(token.trust().mesh(), member.id(), counter, endpoint),
        204);
  }

  private static String call(HttpConnection connection, SignedCall call, int wanted)
      throws IOException {
    var response =
        connection.exchange(
            call.method(),
            call.path(),
            call.headers(),
            call.body().getBytes(StandardCharsets.UTF_8));
    if (response.status() != wanted) {
      throw new IOException(call.path() + " gave " + response.status() + ": " + response.text());
    }
    return response.text();
  }

  HttpConnection connect() throws IOException {
    return HttpConnection.open(tls, address, received);
  }

  /** One asks for everything; then all wait for what is newer than that. */
  void listen() {
    String cursor = currentCursor();
    for (Member member : members) {
      SignedCall question = member.site().ask(token.trust().mesh());
      listeners.add(new Listener(this::connect, question, cursor, errors));
    }
    listeners.forEach(Listener::start);
    awaitAll("all are waiting", listener -> listener.asked() > 0);
  }

  private String currentCursor() {
    try (HttpConnection connection = connect()) {
      String answer = call(connection, members.getFirst().site().ask(token.trust().mesh()), 200);
      return JsonFields.of(Json.parse(answer, JsonLimits.ANSWER)).text("cursor");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The first site moves to another endpoint while all wait; seconds from before the request that
   * commits it until the last one holds the document.
   */
  double change() {
    awaitAll("all are waiting", Listener::quiet);
    return changeWhoeverListens();
  }

  /** The same, whether all wait or not: those who come late must hear of it too. */
  double changeWhoeverListens() {
    String endpoint = "198.18.0.1:" + (40_000 + ++changes);
    CountDownLatch holding = new CountDownLatch(listeners.size());
    listeners.forEach(listener -> listener.awaitText(endpoint, holding));
    long start = System.nanoTime();
    try (HttpConnection connection = connect()) {
      put(connection, members.getFirst(), 1 + changes, endpoint);
      if (!holding.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(holding.getCount() + " edges never heard of a change");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private void awaitAll(String what, Predicate<Listener> condition) {
    Wait.seconds(what, PATIENCE, () -> listeners.stream().allMatch(condition));
  }

  /** Bytes that came in from the wire so far, TLS and all. */
  long receivedBytes() {
    return received.sum();
  }

  long errors() {
    return errors.sum();
  }
}
