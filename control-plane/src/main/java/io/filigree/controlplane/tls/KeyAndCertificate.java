package io.filigree.controlplane.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate and the key it is about. */
record KeyAndCertificate(PrivateKey key, X509Certificate certificate) {

  @Override
  public String toString() {
    return "KeyAndCertificate[" + certificate.getSubjectX500Principal() + "]";
  }
}
