package io.filigree.edge.coordinator;

import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.Observed;
import io.filigree.edge.agent.PutReply;
import io.filigree.edge.agent.StatusReport;
import io.filigree.edge.relay.agent.RelayNews;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.key.Pin;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.request.RequestSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Everything a site or a relay asks of its coordinator. May be used by several threads at once. */
public final class CoordinatorClient {

  private static final String MESH = "/edge/v1/mesh";
  private static final String INBOX = "/edge/v1/inbox";

  /** How much longer than asked a long poll may take. */
  private static final int GRACE = 15_000;

  private final Signing signing;
  private final InstantSource clock;
  private final Consumer<String> warnings;
  private volatile Line line;

  /**
   * @param warnings takes what is odd but does not stop anything
   */
  public CoordinatorClient(
      RequestSigner signer,
      List<CoordinatorUrl> urls,
      List<Pin> pins,
      InstantSource clock,
      Consumer<String> warnings) {
    this.signing = new Signing(signer);
    this.clock = clock;
    this.warnings = warnings;
    this.line = new Line(urls, pins, warnings);
  }

  /** Talks to these coordinators from the next request on. */
  public void reach(List<CoordinatorUrl> urls, List<Pin> pins) {
    line = new Line(urls, pins, warnings);
  }

  /**
   * The edge's one question.
   *
   * @param held what the site holds; where an answer says the same, it is not held twice
   */
  public FeedReply feed(Optional<Cursor> since, int waitSeconds, long inbox, MeshCopy held) {
    String query =
        since.isPresent()
            ? "?since=" + since.get() + "&wait=" + waitSeconds + "&inbox=" + inbox
            : "";
    try (Response response = send(Request.get(MESH, query, waitSeconds * 1_000 + GRACE))) {
      long number = response.number("Filigree-Inbox").orElse(0L);
      return switch (response.status()) {
        case HttpURLConnection.HTTP_OK ->
            new FeedReply.News(MeshAnswer.parse(response.body(), held), number, response.date());
        case HttpURLConnection.HTTP_NO_CONTENT -> new FeedReply.NothingNew(number, response.date());
        default -> new FeedReply.Failed(response.problem().line());
      };
    } catch (IOException | UncheckedIOException | MalformedException e) {
      return new FeedReply.Failed(reason(e));
    }
  }

  /** The inbox; empty when it cannot be had. */
  public Optional<Observed> inbox() {
    try (Response response = send(Request.get(INBOX))) {
      return response.status() == HttpURLConnection.HTTP_OK
          ? Optional.of(observed(response.json()))
          : Optional.empty();
    } catch (IOException | MalformedException e) {
      return Optional.empty();
    }
  }

  private static Observed observed(JsonFields fields) {
    return new Observed(
        fields.integer("number", 0, Long.MAX_VALUE),
        fields.optionalObjects("observed", CoordinatorClient::place));
  }

  private static Observed.Place place(JsonFields fields) {
    return new Observed.Place(
        fields.text("address", IpAddress::parse),
        fields.optionalInteger("port", 1, 65_535).map(Math::toIntExact));
  }

  public PutReply putFacts(SignedFacts facts) {
    return put(Request.put("/edge/v1/facts", facts.toJson().toJson()));
  }

  public PutReply putStatus(StatusReport report) {
    return put(Request.put("/edge/v1/status", StatusBody.write(report)));
  }

  private PutReply put(Request request) {
    try (Response response = send(request)) {
      if (response.status() < HttpURLConnection.HTTP_MULT_CHOICE) {
        return new PutReply.Taken();
      }
      Problem problem = response.problem();
      return problem.name().equals("stale-counter")
          ? new PutReply.Stale(problem.counter())
          : new PutReply.Failed(problem.line());
    } catch (IOException | MalformedException e) {
      return new PutReply.Failed(reason(e));
    }
  }

  public PutReply putRelay(RelayNews news) {
    return put(Request.put("/edge/v1/relay", RelayNewsBody.write(news)));
  }

  /** Asks to become a site. */
  public JoinReply join(JoinRequest request) {
    return join(request.json());
  }

  /** Asks to become a relay. */
  public JoinReply join(RelayJoinRequest request) {
    return join(request.json());
  }

  private JoinReply join(String request) {
    try (Response response = send(Request.post("/edge/v1/join", Optional.of(request)))) {
      return response.status() < HttpURLConnection.HTTP_MULT_CHOICE
          ? JoinReply.parse(response.status(), response.json())
          : new JoinReply.Refused(response.problem());
    } catch (IOException | MalformedException e) {
      return new JoinReply.Unreachable(reason(e));
    }
  }

  /** Tells the coordinator that this site leaves; empty when it heard, else why it did not. */
  public Optional<String> leave() {
    try (Response response = send(Request.post("/edge/v1/leave", Optional.empty()))) {
      return response.status() < HttpURLConnection.HTTP_MULT_CHOICE
          ? Optional.empty()
          : Optional.of(response.problem().line());
    } catch (IOException | MalformedException e) {
      return Optional.of(reason(e));
    }
  }

  /** A coordinator that finds our clock wrong gives a nonce, and is asked once more with it. */
  private Response send(Request request) throws IOException {
    Line now = line;
    Response response = now.send(request, signing.headers(request, clock.instant()));
    if (response.status() != HttpURLConnection.HTTP_UNAUTHORIZED) {
      return response;
    }
    Problem problem;
    try (response) {
      problem = response.problem();
    }
    if (problem.nonce().isEmpty()) {
      throw new IOException(problem.line());
    }
    String nonce = problem.nonce().get();
    return now.send(request, signing.headers(request, clock.instant(), nonce));
  }

  private static String reason(Exception e) {
    if (e instanceof UnknownHostException) {
      return "the name " + e.getMessage() + " does not resolve";
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
