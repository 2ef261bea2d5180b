package io.filigree.protocol.request;

/** What the headers of a request say about who signed it. */
public sealed interface SignatureReading {

  /**
   * A signature of the profile; whether it is genuine and in time is not yet known.
   *
   * @param request to be verified
   */
  record Signed(SignedRequest request) implements SignatureReading {}

  /** The request claims no signature. */
  record Unsigned() implements SignatureReading {}

  /**
   * Something that is not the profile.
   *
   * @param reason in English, fit for an answer
   */
  record Malformed(String reason) implements SignatureReading {}
}
