package io.filigree.edge.coordinator;

import io.filigree.protocol.key.Pin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority of one server, made by the JDK's keytool. */
final class TestAuthority {

  private static final String PASSWORD = "changeit";

  private final KeyStore store;

  private TestAuthority(KeyStore store) {
    this.store = store;
  }

  /** The server's certificate names nobody, and may be out of date. */
  static TestAuthority make(Path folder, boolean expired)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve(expired ? "expired.p12" : "good.p12");
    List<String> authority = List.of("-alias", "ca", "-dname", "CN=ca", "-ext", "bc:c=ca:true");
    List<String> leaf = List.of("-alias", "leaf", "-dname", "CN=nobody", "-signer", "ca");
    keytool(file, authority, List.of());
    keytool(file, leaf, expired ? List.of("-startdate", "-3000d", "-validity", "10") : List.of());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    store.deleteEntry("ca");
    return new TestAuthority(store);
  }

  private static void keytool(Path file, List<String> pair, List<String> dates)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-keystore", file.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD));
    command.addAll(pair);
    command.addAll(dates);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  Pin pin() throws GeneralSecurityException {
    return Pin.of(store.getCertificateChain("leaf")[1].getPublicKey().getEncoded());
  }

  /** The leaf's own key, which is no authority's. */
  Pin leafPin() throws GeneralSecurityException {
    return Pin.of(store.getCertificateChain("leaf")[0].getPublicKey().getEncoded());
  }

  SSLContext server() throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
