package io.filigree.controlplane.feed;

import io.filigree.controlplane.problem.Problem;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.name.SiteId;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;

/** What stands in the query of a poll. */
sealed interface MeshQuery {

  /** Longest wait that may be asked for, in seconds: proxies end idle requests at 60. */
  long LONGEST_WAIT = 45;

  /** It makes sense. */
  record Asked(Optional<Cursor> since, Optional<Long> inbox, long waitSeconds)
      implements MeshQuery {

    Poll poll(SiteId site, boolean gzip, Poll.Reply reply) {
      return new Poll(site, since, inbox, jittered(waitSeconds), gzip, reply);
    }

    /**
     * Between two thirds of the wait and all of it, so that edges that came together part again.
     */
    private static long jittered(long seconds) {
      long millis = seconds * 1000;
      return millis == 0 ? 0 : ThreadLocalRandom.current().nextLong(millis * 2 / 3, millis + 1);
    }
  }

  /** It does not. */
  record Malformed(Problem problem) implements MeshQuery {}

  /**
   * Reads {@code since}, {@code wait} and {@code inbox}; each may be missing, others are refused.
   */
  static MeshQuery parse(@Nullable String query) {
    Fields fields = new Fields();
    try {
      if (query != null) {
        UrlEncoded.decodeUtf8To(query, fields);
      }
      return asked(fields);
    } catch (MalformedException malformed) {
      return new Malformed(Problem.invalid(malformed.field(), malformed.reason()));
    } catch (IllegalArgumentException undecodable) {
      return new Malformed(Problem.invalid("query", "is not URL-encoded UTF-8"));
    }
  }

  private static Asked asked(Fields fields) {
    for (String name : fields.getNames()) {
      if (!name.equals("since") && !name.equals("wait") && !name.equals("inbox")) {
        throw new MalformedException("query", "has an unknown parameter");
      }
    }
    Optional<Cursor> since = Optional.ofNullable(fields.getValue("since")).map(Cursor::parse);
    Optional<Long> inbox = number(fields, "inbox", Long.MAX_VALUE);
    long wait = number(fields, "wait", LONGEST_WAIT).orElse(0L);
    return new Asked(since, inbox, wait);
  }

  private static Optional<Long> number(Fields fields, String name, long most) {
    String text = fields.getValue(name);
    if (text == null) {
      return Optional.empty();
    }
    if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) > most) {
      throw new MalformedException(name, "must be a whole number from 0 to " + most);
    }
    return Optional.of(Long.parseLong(text));
  }
}
