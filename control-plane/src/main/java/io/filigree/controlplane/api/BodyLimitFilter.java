package io.filigree.controlplane.api;

import io.filigree.controlplane.problem.BodyTooLargeException;
import io.filigree.controlplane.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds every body before any other filter reads one. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimitFilter extends OncePerRequestFilter {
  private static final int DRAIN = 1024 * 1024;

  private final ProblemWriter problems;

  BodyLimitFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > BoundedRequest.LIMIT) {
      refuse(request, response, new BodyTooLargeException(BoundedRequest.LIMIT));
      return;
    }
    try {
      chain.doFilter(new BoundedRequest(request), response);
    } catch (BodyTooLargeException e) {
      refuse(request, response, e);
    }
  }

  /** A client that is still sending would not read the answer, so some of the rest is taken in. */
  private void refuse(
      HttpServletRequest request, HttpServletResponse response, BodyTooLargeException e)
      throws IOException {
    request.getInputStream().skip(DRAIN);
    problems.write(response, e.problem());
  }
}
