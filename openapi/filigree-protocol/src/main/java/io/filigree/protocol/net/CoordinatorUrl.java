package io.filigree.protocol.net;

import io.filigree.protocol.MalformedException;

/**
 * Where a coordinator is asked: {@code https://host[:port]}. There is no path, because requests are
 * signed with theirs, and no plain HTTP.
 *
 * @param endpoint host and port; 443 if the text names none
 */
public record CoordinatorUrl(Endpoint endpoint) {

  private static final String SCHEME = "https://";
  private static final int DEFAULT_PORT = 443;

  /**
   * @throws MalformedException if it is not {@code https://host[:port]}
   */
  public static CoordinatorUrl parse(String text) {
    if (!text.startsWith(SCHEME)) {
      throw MalformedException.of(text, "does not begin with https://");
    }
    String authority = text.substring(SCHEME.length());
    boolean port = authority.lastIndexOf(':') > authority.lastIndexOf(']');
    return new CoordinatorUrl(Endpoint.parse(port ? authority : authority + ":" + DEFAULT_PORT));
  }

  /** The text, without a port of 443. */
  @Override
  public String toString() {
    String text = endpoint.toString();
    return endpoint.port() == DEFAULT_PORT
        ? SCHEME + text.substring(0, text.lastIndexOf(':'))
        : SCHEME + text;
  }
}
