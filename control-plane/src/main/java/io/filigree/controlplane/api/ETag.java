package io.filigree.controlplane.api;

import io.filigree.controlplane.problem.CommonProblem;
import io.filigree.controlplane.problem.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A strong entity tag (RFC 9110 section 8.8.3): changes when, and only when, the resource does.
 *
 * @param text as it stands in the header, quotes included
 */
public record ETag(String text) {

  /** The tag of a row's version column. */
  public static ETag ofVersion(long version) {
    return new ETag("\"" + version + "\"");
  }

  /**
   * Refuses a change based on anything but this state: 428 without {@code If-Match}, 412 if it does
   * not name this tag. Weak tags never match (RFC 9110 section 13.1.1).
   */
  public void requireMatch(@Nullable String ifMatch) {
    if (ifMatch == null) {
      throw Problem.of(
              CommonProblem.PRECONDITION_REQUIRED,
              "Send the ETag you read in If-Match, so that nobody's change is lost.")
          .exception();
    }
    if (!matches(ifMatch)) {
      throw Problem.of(
              CommonProblem.PRECONDITION_FAILED, "Read it again: its ETag is now " + text + ".")
          .withHeader(HttpHeaders.ETAG, text)
          .exception();
    }
  }

  private boolean matches(String ifMatch) {
    return ifMatch.strip().equals("*")
        || Arrays.stream(ifMatch.split(",")).map(String::strip).anyMatch(text::equals);
  }

  @Override
  public String toString() {
    return text;
  }
}
