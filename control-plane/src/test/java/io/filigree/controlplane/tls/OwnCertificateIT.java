package io.filigree.controlplane.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.controlplane.testing.TestCoordinator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A certificate given by Spring's own settings, as from a public authority. */
final class OwnCertificateIT {
  private static final KeyAndCertificate GIVEN = given();

  @RegisterExtension
  static final TestCoordinator coordinator =
      new TestCoordinator()
          .with("server.ssl.certificate=" + pem("CERTIFICATE", der()))
          .with(
              "server.ssl.certificate-private-key=" + pem("PRIVATE KEY", GIVEN.key().getEncoded()));

  @Test
  void nothingIsPinned() {
    assertThat(coordinator.bean(CoordinatorIdentity.class).pins()).isEmpty();
    assertThat(coordinator.bean(Listeners.class).https()).isPositive();
  }

  @Test
  void noAuthorityIsMade() {
    var count = coordinator.database().jdbc().sql("SELECT count(*) FROM tls_authority");
    assertThat(count.query(Long.class).single()).isZero();
  }

  private static KeyAndCertificate given() {
    var maker = new CertificateMaker(Instant.now());
    return maker.server(maker.authority("Public"), List.of(ServerName.ofHost("mesh.example.com")));
  }

  private static byte[] der() {
    try {
      return GIVEN.certificate().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path pem(String type, byte[] der) {
    String base64 = Base64.getMimeEncoder().encodeToString(der);
    String text = "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(type, base64);
    try {
      return Files.writeString(Files.createTempFile("given", ".pem"), text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
