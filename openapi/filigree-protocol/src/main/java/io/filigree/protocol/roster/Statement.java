package io.filigree.protocol.roster;

import java.nio.charset.StandardCharsets;

/** The domain strings that keep a signature of one kind from being taken for another. */
final class Statement {

  static final byte[] ROSTER = domain("filigree/roster/v1");
  static final byte[] FACTS = domain("filigree/facts/v1");

  private Statement() {}

  private static byte[] domain(String name) {
    return (name + "\0").getBytes(StandardCharsets.US_ASCII);
  }
}
