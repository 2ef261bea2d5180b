package io.filigree.systemtests.bench;

import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.systemtests.hollow.SignedCall;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * One edge's loop: ask, wait, hold what came, ask again at once. After an error it waits a second
 * and a bit, as an edge does.
 */
final class Listener {

  private static final int QUIET_MILLIS = 200;

  private final Connector connector;
  private final SignedCall question;
  private final LongAdder errors;
  private final AtomicInteger asked = new AtomicInteger();
  private Optional<Expected> expected = Optional.empty();
  private volatile String cursor;
  private volatile long askedAt;

  /** Opens connections to the coordinator. */
  interface Connector {
    HttpConnection connect() throws IOException;
  }

  private record Expected(String text, CountDownLatch holding) {}

  Listener(Connector connector, SignedCall question, String cursor, LongAdder errors) {
    this.connector = connector;
    this.question = question;
    this.cursor = cursor;
    this.errors = errors;
  }

  void start() {
    Thread.ofVirtual().start(this::listen);
  }

  /** Counts down once this edge holds an answer with the text. */
  synchronized void awaitText(String text, CountDownLatch holding) {
    expected = Optional.of(new Expected(text, holding));
  }

  int asked() {
    return asked.get();
  }

  /** Whether it has waited for a while. */
  boolean quiet() {
    return asked.get() > 0
        && System.nanoTime() - askedAt > Duration.ofMillis(QUIET_MILLIS).toNanos();
  }

  private void listen() {
    while (true) {
      try (HttpConnection connection = connector.connect()) {
        while (true) {
          hold(ask(connection));
        }
      } catch (IOException gone) {
        pause();
      }
    }
  }

  private HttpConnection.Response ask(HttpConnection connection) throws IOException {
    String target = question.path() + "?since=" + cursor + "&wait=45";
    connection.send(question.method(), target, question.headers(), new byte[0]);
    askedAt = System.nanoTime();
    asked.incrementAndGet();
    return connection.receive();
  }

  private void hold(HttpConnection.Response response) throws IOException {
    switch (response.status()) {
      case 200 -> hold(response.text());
      case 204 -> {}
      default -> {
        errors.increment();
        throw new IOException("status " + response.status());
      }
    }
  }

  private synchronized void hold(String answer) {
    cursor = JsonFields.of(Json.parse(answer, JsonLimits.ANSWER)).text("cursor");
    Optional<Expected> here = expected.filter(it -> answer.contains(it.text()));
    here.ifPresent(it -> it.holding().countDown());
    expected = here.isPresent() ? Optional.empty() : expected;
  }

  private static void pause() {
    long millis = ThreadLocalRandom.current().nextLong(1000, 2000);
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}
