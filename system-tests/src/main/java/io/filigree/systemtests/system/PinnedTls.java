package io.filigree.systemtests.system;

import io.filigree.protocol.key.Pin;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS to a server that is known by the pin of a key in its chain; names and dates do not matter.
 */
public final class PinnedTls extends X509ExtendedTrustManager {

  private final Set<Pin> pins;

  private PinnedTls(Collection<Pin> pins) {
    this.pins = Set.copyOf(pins);
  }

  /** A context that trusts servers with one of the pins. */
  public static SSLContext trusting(Collection<Pin> pins) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, new TrustManager[] {new PinnedTls(pins)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS 1.3 is not to be had", e);
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (Arrays.stream(chain).map(PinnedTls::pin).noneMatch(pins::contains)) {
      throw new CertificateException("no key in the chain is pinned");
    }
  }

  private static Pin pin(X509Certificate certificate) {
    return Pin.of(certificate.getPublicKey().getEncoded());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
