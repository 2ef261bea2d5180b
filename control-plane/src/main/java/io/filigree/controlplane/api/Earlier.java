package io.filigree.controlplane.api;

import java.util.Map;

/** What is known of an idempotency key when a request brings it. */
sealed interface Earlier {

  /** Nothing, or a first request that never ended: this one is to be run. */
  record Nothing() implements Earlier {}

  /** The first request with it has not ended yet. */
  record Running() implements Earlier {}

  /** It came with another method, path, query or body. */
  record OtherRequest() implements Earlier {}

  /** The first request succeeded with this answer. */
  record Answered(int status, Map<String, String> headers, String body) implements Earlier {}

  /** The first request succeeded; its answer held a secret. */
  record AnsweredSecret(Map<String, String> headers) implements Earlier {}
}
