package io.filigree.protocol.name;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes ids; apart from {@link Uuids}, so that who only reads ids seeds no random generator. */
final class NewIds {

  private static final SecureRandom RANDOM = new SecureRandom();

  private NewIds() {}

  static UUID next() {
    return Uuids.next(Instant.now(), RANDOM);
  }
}
