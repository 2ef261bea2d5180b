package io.filigree.controlplane.access;

import io.filigree.controlplane.problem.CommonProblem;
import io.filigree.controlplane.problem.Problem;
import io.filigree.controlplane.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads {@code Authorization: Bearer}. A wrong token is refused even where none is needed; without
 * one the request goes on as a stranger's.
 */
final class BearerFilter extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final Credentials credentials;
  private final ProblemWriter problems;

  BearerFilter(Credentials credentials, ProblemWriter problems) {
    this.credentials = credentials;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      chain.doFilter(request, response);
      return;
    }
    try {
      Optional<Operator> operator = operator(header);
      if (operator.isEmpty()) {
        problems.write(response, refused());
        return;
      }
      remember(operator.get());
    } catch (DataAccessResourceFailureException e) {
      problems.write(response, withoutDatabase());
      return;
    }
    chain.doFilter(request, response);
  }

  private Optional<Operator> operator(String header) {
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? credentials.holder(Credential.parse(header.substring(SCHEME.length()).strip()))
        : Optional.empty();
  }

  private static void remember(Operator operator) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new OperatorAuthentication(operator));
    SecurityContextHolder.setContext(context);
  }

  private static Problem refused() {
    return Problem.of(
            CommonProblem.UNAUTHENTICATED, "This token is unknown, expired, revoked or spent.")
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
  }

  private static Problem withoutDatabase() {
    return Problem.of(CommonProblem.UNAVAILABLE, "The database does not answer.")
        .withHeader(HttpHeaders.RETRY_AFTER, "5");
  }
}
