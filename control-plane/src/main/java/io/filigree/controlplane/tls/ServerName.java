package io.filigree.controlplane.tls;

/**
 * A name that the certificate is good for.
 *
 * @param text IP literal or DNS name
 */
record ServerName(String text, boolean isAddress) {

  static ServerName ofAddress(String literal) {
    return new ServerName(literal, true);
  }

  static ServerName ofHost(String name) {
    return new ServerName(name, false);
  }
}
