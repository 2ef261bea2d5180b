package io.filigree.systemtests.hollow;

import io.filigree.protocol.join.JoinToken;
import io.filigree.systemtests.system.Http;
import io.filigree.systemtests.system.Http.Answer;
import io.filigree.systemtests.system.PinnedTls;
import java.net.http.HttpClient;

/** The coordinator as a site reaches it: over TLS that the join token pins. */
public final class EdgeApi {

  private final Http http;

  private EdgeApi(Http http) {
    this.http = http;
  }

  /** A client of its own, with a connection of its own. */
  public static EdgeApi of(JoinToken token) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(PinnedTls.trusting(token.trust().pins()))
            .build();
    return new EdgeApi(new Http(client, token.trust().urls().getFirst().toString()));
  }

  public Answer send(SignedCall call) {
    return http.send(call.method(), call.path(), call.headers(), call.body());
  }
}
