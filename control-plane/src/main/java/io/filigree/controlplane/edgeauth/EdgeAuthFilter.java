package io.filigree.controlplane.edgeauth;

import io.filigree.controlplane.problem.ProblemWriter;
import io.filigree.protocol.request.RequestHeaders;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;

/**
 * Stands before everything on {@code /edge/**}: reads the body (bounded by now), asks the gate,
 * names the signer.
 */
final class EdgeAuthFilter implements Filter {

  private final EdgeGate gate;
  private final ProblemWriter problems;

  EdgeAuthFilter(EdgeGate gate, ProblemWriter problems) {
    this.gate = gate;
    this.problems = problems;
  }

  @Override
  public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) anyRequest;
    HttpServletResponse response = (HttpServletResponse) anyResponse;
    response.setHeader("Cache-Control", "no-store");
    byte[] body = request.getInputStream().readAllBytes();
    switch (gate.admit(signedParts(request, body))) {
      case Verdict.Admitted admitted -> request.setAttribute(Caller.ATTRIBUTE, admitted.caller());
      case Verdict.Enrolling enrolling -> enrolling.key().attachTo(request);
      case Verdict.Refused refused -> {
        problems.write(response, refused.problem());
        return;
      }
    }
    chain.doFilter(new ReadRequest(request, body), response);
  }

  private static EdgeRequest signedParts(HttpServletRequest request, byte[] body) {
    RequestHeaders headers = name -> Collections.list(request.getHeaders(name));
    Origin origin = Origin.of(request.getRemoteAddr(), headers);
    return new EdgeRequest(request.getMethod(), request.getRequestURI(), headers, body, origin);
  }
}
