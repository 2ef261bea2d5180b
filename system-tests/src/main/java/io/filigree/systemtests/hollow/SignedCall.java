package io.filigree.systemtests.hollow;

import java.util.Map;

/**
 * A request of an edge, signed and ready for any connection.
 *
 * @param path without the query, as it is signed
 * @param body JSON; empty for none
 */
public record SignedCall(String method, String path, Map<String, String> headers, String body) {

  public SignedCall {
    headers = Map.copyOf(headers);
  }
}
