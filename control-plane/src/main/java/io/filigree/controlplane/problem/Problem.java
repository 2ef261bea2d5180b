package io.filigree.controlplane.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * An RFC 9457 answer in the making: {@code Problem.of(RANGE_OVERLAP, "...").with("site",
 * name).toResponse()}. Immutable.
 *
 * @param type which kind
 * @param detail what happened this time, for a person; no secrets
 * @param fields further members, in this order
 * @param headers further response headers
 */
public record Problem(
    ProblemType type, String detail, Map<String, Object> fields, HttpHeaders headers) {

  public Problem {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    headers = HttpHeaders.readOnlyHttpHeaders(headers);
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, Map.of(), new HttpHeaders());
  }

  /** The answer to a request with these things wrong. */
  public static Problem invalid(List<Violation> violations) {
    String detail =
        violations.size() == 1
            ? violations.getFirst().field() + ": " + violations.getFirst().reason()
            : violations.size() + " things are wrong with the request.";
    return of(CommonProblem.INVALID_REQUEST, detail).with("violations", List.copyOf(violations));
  }

  /** The answer to a request with one thing wrong. */
  public static Problem invalid(String field, String reason) {
    return invalid(List.of(new Violation(field, reason)));
  }

  /** The same with one more member. */
  public Problem with(String name, Object value) {
    var more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new Problem(type, detail, more, headers);
  }

  /** The same with one more response header. */
  public Problem withHeader(String name, String value) {
    var more = new HttpHeaders();
    more.putAll(headers);
    more.add(name, value);
    return new Problem(type, detail, fields, more);
  }

  /** For signalling it from inside a controller; nothing below a controller throws it. */
  public ProblemException exception() {
    return new ProblemException(this);
  }

  /** The whole answer. */
  public ResponseEntity<ProblemDetail> toResponse() {
    return ResponseEntity.status(type.status())
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(body());
  }

  /** The JSON object, without {@code instance}. */
  ProblemDetail body() {
    ProblemDetail body = ProblemDetail.forStatusAndDetail(type.status(), detail);
    body.setType(type.uri());
    body.setTitle(type.title());
    fields.forEach(body::setProperty);
    return body;
  }
}
