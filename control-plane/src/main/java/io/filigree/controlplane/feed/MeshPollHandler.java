package io.filigree.controlplane.feed;

import io.filigree.controlplane.edgeauth.Caller;
import io.filigree.controlplane.edgeauth.EdgeGate;
import io.filigree.controlplane.edgeauth.EdgeRequest;
import io.filigree.controlplane.edgeauth.Origin;
import io.filigree.controlplane.edgeauth.RelaySigner;
import io.filigree.controlplane.edgeauth.Signer;
import io.filigree.controlplane.edgeauth.Verdict;
import io.filigree.controlplane.problem.CommonProblem;
import io.filigree.controlplane.problem.Problem;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.request.RequestHeaders;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers {@code GET /edge/v1/mesh} before the servlet layer: what waits there for up to 45
 * seconds, ten thousand times, is a request, a response and a callback, without a servlet request,
 * its filters and their attributes; and an answer is one write by the thread that has it.
 * Everything else goes on to the servlets.
 */
final class MeshPollHandler extends Handler.Wrapper {

  private static final Logger LOG = LoggerFactory.getLogger(MeshPollHandler.class);
  private static final String PATH = "/edge/v1/mesh";

  private final EdgeGate gate;
  private final Feeds feeds;
  private final JsonMapper problems;

  MeshPollHandler(Handler servlets, EdgeGate gate, Feeds feeds, JsonMapper problems) {
    super(servlets);
    this.gate = gate;
    this.feeds = feeds;
    this.problems = problems;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!request.getHttpURI().getPath().equals(PATH) || !request.getMethod().equals("GET")) {
      return super.handle(request, response, callback);
    }
    answer(request, new JettyReply(request, response, callback, problems));
    return true;
  }

  private void answer(Request request, JettyReply reply) {
    try {
      switch (gate.admit(signedParts(request))) {
        case Verdict.Admitted admitted -> ask(request, admitted.caller(), reply);
        case Verdict.Refused refused -> reply.refuse(refused.problem());
        case Verdict.Enrolling _ -> throw new IllegalStateException("nobody joins by a GET");
      }
    } catch (RuntimeException failure) {
      LOG.warn("a poll cannot be answered: {}", failure.toString());
      reply.refuse(Problem.of(CommonProblem.UNAVAILABLE, "The feed cannot be read right now."));
    }
  }

  private void ask(Request request, Caller caller, JettyReply reply) {
    switch (MeshQuery.parse(request.getHttpURI().getQuery())) {
      case MeshQuery.Malformed malformed -> reply.refuse(malformed.problem());
      case MeshQuery.Asked asked ->
          feeds.ask(caller.mesh(), asked.poll(waitsAs(caller), acceptsGzip(request), reply));
    }
  }

  /** A relay waits under its own id, which is no site's; its inbox is always empty. */
  private static SiteId waitsAs(Caller caller) {
    return switch (caller) {
      case Signer site -> site.site();
      case RelaySigner relay -> new SiteId(relay.relay().value());
    };
  }

  private static boolean acceptsGzip(Request request) {
    return request.getHeaders().getQualityCSV("Accept-Encoding").contains("gzip");
  }

  private static EdgeRequest signedParts(Request request) {
    RequestHeaders headers = request.getHeaders()::getValuesList;
    Origin origin = Origin.of(Request.getRemoteAddr(request), headers);
    return new EdgeRequest(request.getMethod(), PATH, headers, new byte[0], origin);
  }
}
