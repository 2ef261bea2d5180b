package io.filigree.edge.relay;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.noise.Cookie;
import io.filigree.protocol.noise.Message;
import io.filigree.protocol.noise.PresharedKey;
import io.filigree.protocol.noise.SentInitiation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Asking a site to prove where it is: we send it a handshake initiation of our own, and only it can
 * answer. WireGuard does so without being asked anything else, so nothing is needed at the site.
 */
final class Challenges {

  private static final long LIFE = Seconds.of(5);

  /** Waiting for an answer, in all. */
  private static final int MOST = 4096;

  /** Each costs two key agreements, 0.4 ms. */
  private static final int PER_SECOND = 300;

  /** A cookie is good for two minutes. */
  private static final long COOKIE_LIFE = Seconds.of(115);

  /** Asked, and not answered yet. */
  private record Asked(SentInitiation sent, Site site, long at) {}

  /** What a site under load has given us. */
  private record Given(Cookie cookie, long at) {}

  private final Tables tables;
  private final Stamps stamps;
  private final IntTable<Asked> asked = new IntTable<>();
  private final Map<Site, Given> cookies = new HashMap<>();
  private final TokenBucket budget;

  Challenges(Tables tables, Stamps stamps, long now) {
    this.tables = tables;
    this.stamps = stamps;
    this.budget = new TokenBucket(PER_SECOND, 2 * PER_SECOND, now);
  }

  /** Asks a site at an address from which a packet came that has an index of it. */
  void ask(Site site, Address to, long now) {
    ask(site, site.hints, to, now);
  }

  /** Asks a site whether it is the one that sends from there. False if it may not be just now. */
  boolean guess(Site site, Address to, long now) {
    return ask(site, site.guesses, to, now);
  }

  private boolean ask(Site site, ChallengeHistory history, Address to, long now) {
    if (!history.allows(to, now) || asked.size() >= MOST || !budget.take(now)) {
      tables.counters.add(Count.CHALLENGES_HELD_BACK);
      return false;
    }
    history.asked(to, now);
    send(site, to, now);
    return true;
  }

  /** Asks a site that a restart has taken up; whoever calls it sees to the pace. */
  void askAgain(Site site, Address to, long now) {
    if (asked.size() < MOST) {
      site.hints.asked(to, now);
      send(site, to, now);
    }
  }

  private void send(Site site, Address to, long now) {
    initiation(site, now)
        .ifPresent(sent -> {
          tables.counters.add(Count.CHALLENGES);
          tables.send(sent.message(), to);
        });
  }

  private Optional<SentInitiation> initiation(Site site, long now) {
    OptionalInt index = tables.sessions.newIndex(site, taken -> asked.get(taken) != null);
    if (index.isEmpty()) {
      return Optional.empty();
    }
    Optional<SentInitiation> sent =
        SentInitiation.create(
            site.remote(),
            WireGuardPrivateKey.ofBytes(tables.chance.bytes(32)),
            PresharedKey.none(),
            index.getAsInt(),
            stamps.next(now));
    Given given = cookies.get(site);
    if (given != null && now - given.at() < COOKIE_LIFE) {
      sent.ifPresent(initiation -> initiation.with(given.cookie()));
    }
    sent.ifPresent(initiation -> asked.put(index.getAsInt(), new Asked(initiation, site, now)));
    return sent;
  }

  /** Whether that index is one of ours, of a question that is still open. */
  boolean isOpen(int index) {
    return asked.get(index) != null;
  }

  /** The session, if that response is the true answer to an open question; else null. */
  @Nullable OwnSession answered(byte[] response, long now) {
    int index = Message.intAt(response, Message.RESPONSE_RECEIVER);
    Asked question = asked.get(index);
    if (question == null
        || question.site().gone
        || !tables.mac.matches(tables.local.mac1(), response, Message.RESPONSE_MAC1)) {
      return null;
    }
    OwnSession session =
        question
            .sent()
            .complete(response)
            .map(transport -> new OwnSession(question.site(), transport, now))
            .orElse(null);
    if (session != null) {
      asked.remove(index);
    }
    return session;
  }

  /** A site under load wants a cookie in the next question. False if it is no answer to one. */
  boolean cookie(byte[] reply, long now) {
    Asked question = asked.get(Message.intAt(reply, Message.RECEIVER));
    if (question == null) {
      return false;
    }
    Optional<Cookie> cookie = question.sent().cookie(reply);
    cookie.ifPresent(given -> cookies.put(question.site(), new Given(given, now)));
    return cookie.isPresent();
  }

  void sweep(long now) {
    asked.removeIf(question -> question.site().gone || now - question.at() >= LIFE);
    cookies
        .entrySet()
        .removeIf(given -> given.getKey().gone || now - given.getValue().at() >= COOKIE_LIFE);
  }
}
