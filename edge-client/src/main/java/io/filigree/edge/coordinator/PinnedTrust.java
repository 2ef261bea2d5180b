package io.filigree.edge.coordinator;

import io.filigree.protocol.key.Pin;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a server whose certificate was signed, directly or through others, by an authority whose
 * key is pinned. Neither name nor dates decide: the pin came with the join token, and boxes boot in
 * 1970.
 */
final class PinnedTrust extends X509ExtendedTrustManager {

  private static final int NO_AUTHORITY = -1;

  private final List<Pin> pins;
  private final Consumer<String> warnings;

  PinnedTrust(List<Pin> pins, Consumer<String> warnings) {
    this.pins = List.copyOf(pins);
    this.warnings = warnings;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    if (chain.length == 0) {
      throw new CertificateException("the server shows no certificate");
    }
    warnOfDates(chain[0]);
    for (int i = 1; i < chain.length; i++) {
      requireSigned(chain[i - 1], chain[i]);
      if (pins.contains(Pin.of(chain[i].getPublicKey().getEncoded()))) {
        return;
      }
    }
    throw new CertificateException("no authority in the server's chain has a pinned key");
  }

  private static void requireSigned(X509Certificate lower, X509Certificate authority)
      throws CertificateException {
    if (authority.getBasicConstraints() == NO_AUTHORITY) {
      throw new CertificateException("a certificate in the server's chain is no authority");
    }
    try {
      lower.verify(authority.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new CertificateException("the server's chain is not signed by what it shows", e);
    }
  }

  private void warnOfDates(X509Certificate leaf) {
    try {
      leaf.checkValidity();
    } catch (CertificateException e) {
      warnings.accept("the coordinator's certificate is outside its dates; the pin holds");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
