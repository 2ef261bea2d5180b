package io.filigree.edge.coordinator;

import java.util.Optional;

/**
 * One request, before it is signed and sent to a particular coordinator.
 *
 * @param path the signed part of the target
 * @param query what follows it, with its question mark; never signed
 * @param body JSON to send; empty for a read
 * @param patience how long, in milliseconds, the coordinator may take before it answers
 */
record Request(String method, String path, String query, Optional<String> body, int patience) {

  private static final int USUAL_PATIENCE = 15_000;

  static Request get(String path, String query, int patience) {
    return new Request("GET", path, query, Optional.empty(), patience);
  }

  static Request get(String path) {
    return get(path, "", USUAL_PATIENCE);
  }

  static Request put(String path, String json) {
    return new Request("PUT", path, "", Optional.of(json), USUAL_PATIENCE);
  }

  static Request post(String path, Optional<String> json) {
    return new Request("POST", path, "", json, USUAL_PATIENCE);
  }

  boolean reads() {
    return method.equals("GET");
  }
}
