package io.filigree.controlplane.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.controlplane.secret.Sealer;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.protocol.key.Pin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TlsIT {
  @RegisterExtension
  static final TestCoordinator coordinator =
      new TestCoordinator().with("filigree.urls=https://mesh.example.com:8443,https://10.9.8.7");

  @Test
  void pinNamesTheAuthorityInTheChain() throws Exception {
    List<X509Certificate> chain = handshake("localhost");
    assertThat(Pin.of(chain.getLast().getPublicKey().getEncoded()))
        .isEqualTo(coordinator.bean(CoordinatorIdentity.class).pins().getFirst());
    chain.getFirst().verify(chain.getLast().getPublicKey());
  }

  @Test
  void certificateIsGoodForEveryNameOfThisMachineAndItsUrls() throws Exception {
    assertThat(handshake("localhost").getFirst().getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .contains("localhost", "127.0.0.1", "mesh.example.com", "10.9.8.7");
    assertThat(handshake("127.0.0.1")).hasSize(2);
  }

  @Test
  void restartMakesANewCertificateUnderTheSamePin() throws Exception {
    List<X509Certificate> before = handshake("localhost");
    coordinator.stop();
    coordinator.start();
    List<X509Certificate> after = handshake("localhost");
    assertThat(after.getLast()).isEqualTo(before.getLast());
    assertThat(after.getFirst()).isNotEqualTo(before.getFirst());
  }

  @Test
  void answersUnderAnyHostName() throws Exception {
    try (SSLSocket socket = connect("localhost")) {
      String request = "GET /actuator/health HTTP/1.1\r\nHost: forwarded.invalid\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
          .isEqualTo("HTTP/1.1 200");
    }
  }

  @Test
  void plainListenerIsForThisMachineOnly() throws IOException {
    int port = coordinator.bean(Listeners.class).http();
    new Socket(InetAddress.getLoopbackAddress(), port).close();
    // Were it bound to all addresses, this one of loopback's would do too.
    assertThatThrownBy(() -> new Socket(InetAddress.ofLiteral("127.0.0.2"), port).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void authoritysKeyIsSealed() {
    byte[] sealed =
        coordinator
            .database()
            .jdbc()
            .sql("SELECT key_sealed FROM tls_authority")
            .query((row, _) -> row.getBytes(1))
            .single();
    assertThatThrownBy(
            () -> KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(sealed)))
        .isInstanceOf(InvalidKeySpecException.class);
    assertThat(coordinator.bean(Sealer.class).open("tls-authority", sealed)).isNotEmpty();
  }

  private static List<X509Certificate> handshake(String host) throws Exception {
    try (SSLSocket socket = connect(host)) {
      socket.startHandshake();
      return List.of(socket.getSession().getPeerCertificates()).stream()
          .map(X509Certificate.class::cast)
          .toList();
    }
  }

  /** As a strict client does: our authority, and the name must match. */
  private static SSLSocket connect(String host) throws GeneralSecurityException, IOException {
    int port = coordinator.bean(Listeners.class).https();
    var factory = trustingOurAuthority().getSocketFactory();
    var socket =
        (SSLSocket)
            factory.createSocket(
                new Socket(InetAddress.getLoopbackAddress(), port), host, port, true);
    SSLParameters strict = socket.getSSLParameters();
    strict.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(strict);
    return socket;
  }

  private static SSLContext trustingOurAuthority() throws GeneralSecurityException, IOException {
    byte[] certificate =
        coordinator
            .database()
            .jdbc()
            .sql("SELECT certificate FROM tls_authority")
            .query((row, _) -> row.getBytes(1))
            .single();
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "authority",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate)));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
