package io.filigree.controlplane.api;

import io.filigree.controlplane.problem.Problem;
import io.filigree.controlplane.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Makes a repeated POST with the same {@code Idempotency-Key} one POST. Answers marked {@code
 * Cache-Control: no-store} hold a secret and are not kept. A coordinator killed between the change
 * and the keeping of its answer runs a retry again.
 */
@Component
@Order(0) // after Spring Security, which says who calls
class IdempotencyFilter extends OncePerRequestFilter {
  static final String KEY = "Idempotency-Key";

  private final IdempotencyStore store;
  private final ProblemWriter problems;

  IdempotencyFilter(IdempotencyStore store, ProblemWriter problems) {
    this.store = store;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !"POST".equals(request.getMethod())
        || !request.getRequestURI().startsWith("/api/")
        || request.getHeader(KEY) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String key = request.getHeader(KEY);
    if (!key.matches("[!-~]{1,255}")) {
      problems.write(response, Problem.invalid(KEY, "must be 1 to 255 visible ASCII characters"));
      return;
    }
    String caller = String.valueOf(request.getRemoteUser());
    switch (store.begin(caller, key, hash(request))) {
      case Earlier.Nothing() -> run(caller, key, request, response, chain);
      case Earlier.Running() -> problems.write(response, stillRunning());
      case Earlier.OtherRequest() -> problems.write(response, reused());
      case Earlier.Answered answer -> repeat(answer, response);
      case Earlier.AnsweredSecret secret -> problems.write(response, notKept(secret));
    }
  }

  private void run(
      String caller,
      String key,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    var recorded = new ContentCachingResponseWrapper(response);
    boolean kept = false;
    try {
      chain.doFilter(request, recorded);
      kept = keep(caller, key, recorded);
    } finally {
      if (!kept) {
        store.forget(caller, key);
      }
    }
    recorded.copyBodyToResponse();
  }

  private boolean keep(String caller, String key, ContentCachingResponseWrapper response) {
    int status = response.getStatus();
    if (status < 200 || status > 299) {
      return false;
    }
    Map<String, String> headers = headersToRepeat(response);
    String cacheControl = response.getHeader(HttpHeaders.CACHE_CONTROL);
    if (cacheControl != null && cacheControl.contains("no-store")) {
      store.keepSecret(caller, key, status, headers);
    } else {
      String body = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
      store.keep(caller, key, new Earlier.Answered(status, headers, body));
    }
    return true;
  }

  private static Map<String, String> headersToRepeat(HttpServletResponse response) {
    var headers = new TreeMap<String, String>();
    putIfPresent(headers, HttpHeaders.CONTENT_TYPE, response.getContentType());
    putIfPresent(headers, HttpHeaders.LOCATION, response.getHeader(HttpHeaders.LOCATION));
    putIfPresent(headers, HttpHeaders.ETAG, response.getHeader(HttpHeaders.ETAG));
    return headers;
  }

  private static void putIfPresent(
      Map<String, String> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, value);
    }
  }

  private static void repeat(Earlier.Answered answer, HttpServletResponse response)
      throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static Problem stillRunning() {
    return Problem.of(IdempotencyProblem.REQUEST_STILL_RUNNING, "Ask again in a moment.")
        .withHeader(HttpHeaders.RETRY_AFTER, "1");
  }

  private static Problem reused() {
    return Problem.of(
        IdempotencyProblem.IDEMPOTENCY_KEY_REUSED, "Use a new key for every new request.");
  }

  private static Problem notKept(Earlier.AnsweredSecret secret) {
    Problem problem =
        Problem.of(
            IdempotencyProblem.ANSWER_NOT_KEPT,
            "The secret was shown once. Delete what was made and make it anew if you missed it.");
    String location = secret.headers().get(HttpHeaders.LOCATION);
    return location == null
        ? problem
        : problem.with("location", location).withHeader(HttpHeaders.LOCATION, location);
  }

  private static byte[] hash(HttpServletRequest request) throws IOException {
    String target =
        request.getMethod() + '\0' + request.getRequestURI() + '\0' + request.getQueryString();
    MessageDigest sha256 = sha256();
    sha256.update((target + '\0').getBytes(StandardCharsets.UTF_8));
    return sha256.digest(BoundedRequest.bodyOf(request));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
