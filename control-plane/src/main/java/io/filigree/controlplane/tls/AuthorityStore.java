package io.filigree.controlplane.tls;

import io.filigree.controlplane.secret.Sealer;
import io.filigree.protocol.key.Pin;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The authority in the table {@code tls_authority}: made by whichever replica starts first. */
@Component
class AuthorityStore {
  private static final String PURPOSE = "tls-authority";

  private final JdbcClient sql;
  private final Sealer sealer;
  private final InstantSource clock;

  AuthorityStore(JdbcClient sql, Sealer sealer, InstantSource clock) {
    this.sql = sql;
    this.sealer = sealer;
    this.clock = clock;
  }

  KeyAndCertificate loadOrMake() {
    return load()
        .orElseGet(() -> {
          make();
          return load().orElseThrow();
        });
  }

  private Optional<KeyAndCertificate> load() {
    return sql.sql("SELECT certificate, key_sealed FROM tls_authority")
        .query((row, _) -> authority(row))
        .optional();
  }

  private KeyAndCertificate authority(ResultSet row) throws SQLException {
    byte[] key = sealer.open(PURPOSE, row.getBytes("key_sealed"));
    try {
      var certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(row.getBytes("certificate")));
      return new KeyAndCertificate(
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)), certificate);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the TLS authority in the database is broken", e);
    }
  }

  private void make() {
    KeyAndCertificate made = new CertificateMaker(clock.instant()).authority("Filigree mesh CA");
    sql.sql(
            """
            INSERT INTO tls_authority (certificate, spki_sha256, key_sealed) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(
            der(made.certificate()),
            Pin.of(made.certificate().getPublicKey().getEncoded()).spki().bytes(),
            sealer.seal(PURPOSE, made.key().getEncoded()))
        .update();
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e); // we have just made it
    }
  }
}
