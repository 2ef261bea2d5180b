package io.filigree.controlplane.access;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bearer token as it came: by its prefix, people and scanners know what they have found. */
sealed interface Credential {

  /** {@code fgo_<id>_<secret>}. */
  record OfOperator(String id, TokenSecret secret) implements Credential {
    String text() {
      return "fgo_" + id + "_" + secret.reveal();
    }
  }

  /** {@code fgb_<secret>}. */
  record OfBootstrap(TokenSecret secret) implements Credential {
    String text() {
      return "fgb_" + secret.reveal();
    }
  }

  /** Anything else. */
  record Unknown() implements Credential {}

  static Credential parse(String text) {
    Matcher operator = Patterns.OPERATOR.matcher(text);
    if (operator.matches()) {
      return new OfOperator(operator.group(1), new TokenSecret(operator.group(2)));
    }
    Matcher bootstrap = Patterns.BOOTSTRAP.matcher(text);
    return bootstrap.matches()
        ? new OfBootstrap(new TokenSecret(bootstrap.group(1)))
        : new Unknown();
  }

  /** The two forms. */
  final class Patterns {
    private static final Pattern OPERATOR = Pattern.compile("fgo_([0-9a-f]{16})_([\\w-]{43})");
    private static final Pattern BOOTSTRAP = Pattern.compile("fgb_([\\w-]{43})");

    private Patterns() {}
  }
}
