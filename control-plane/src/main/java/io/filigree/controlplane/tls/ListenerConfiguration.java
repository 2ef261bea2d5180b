package io.filigree.controlplane.tls;

import io.filigree.controlplane.problem.ProblemWriter;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.InstantSource;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts both listeners on one Jetty. */
@Configuration(proxyBeanMethods = false)
class ListenerConfiguration {
  static final String PLAIN = "plain";
  private static final String BUNDLE = "filigree";

  /** Longer than the longest poll (45 s) and what proxies allow themselves (60 s). */
  private static final long IDLE_MILLIS = 75_000;

  /** A restart brings everybody back at once; the kernel caps it at its own somaxconn. */
  private static final int ACCEPT_QUEUE = 4096;

  @Bean
  WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> bothListeners(
      CoordinatorIdentity identity,
      ListenerSettings settings,
      InstantSource clock,
      ProblemWriter problems) {
    return factory -> {
      identity
          .authority()
          .ifPresent(own -> {
            var maker = new CertificateMaker(clock.instant());
            var leaf = maker.server(own, Whereabouts.names(identity.urls()));
            factory.setSsl(Ssl.forBundle(BUNDLE));
            factory.setSslBundles(new DefaultSslBundleRegistry(BUNDLE, bundle(leaf, own)));
          });
      factory.setAcceptors(1);
      factory.setSelectors(2);
      factory.addServerCustomizers(
          server -> listen(server, settings.http()),
          server -> server.setErrorHandler(new BareProblems(problems)));
    };
  }

  private static SslBundle bundle(KeyAndCertificate leaf, KeyAndCertificate authority) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      // The authority goes along: its key is what edges pin.
      Certificate[] chain = {leaf.certificate(), authority.certificate()};
      store.setKeyEntry(BUNDLE, leaf.key(), new char[0], chain);
      return SslBundle.of(SslStoreBundle.of(store, "", null), SslBundleKey.of("", BUNDLE));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot hold the server's certificate", e);
    }
  }

  private static void listen(Server server, ListenerSettings.Http http) {
    for (Connector connector : server.getConnectors()) {
      tune((ServerConnector) connector);
    }
    var config = new HttpConfiguration();
    config.setSendServerVersion(false);
    var plain = new ServerConnector(server, 1, 1, new HttpConnectionFactory(config));
    plain.setName(PLAIN);
    plain.setHost(http.address().getHostAddress());
    plain.setPort(http.port());
    tune(plain);
    server.addConnector(plain);
  }

  private static void tune(ServerConnector connector) {
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    for (ConnectionFactory factory : connector.getConnectionFactories()) {
      if (factory instanceof HttpConnectionFactory http) {
        tune(http);
      }
    }
  }

  /** Buffers for answers of a few kilobytes: each parked poll holds some. */
  private static void tune(HttpConnectionFactory http) {
    http.setInputBufferSize(2048);
    HttpConfiguration config = http.getHttpConfiguration();
    config.setOutputBufferSize(8192);
    config.setRequestHeaderSize(8192);
    SecureRequestCustomizer secure = config.getCustomizer(SecureRequestCustomizer.class);
    if (secure != null) {
      // Edges come by any name or forwarded port; the pin, not the name, says who we are.
      secure.setSniHostCheck(false);
    }
  }
}
