package io.filigree.controlplane.feed;

import io.filigree.controlplane.edgeauth.EdgeGate;
import org.springframework.boot.jetty.JettyServerCustomizer;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts the poll handler before the servlets, on every listener. */
@Configuration(proxyBeanMethods = false)
class FeedHttpConfiguration {

  @Bean
  WebServerFactoryCustomizer<JettyServletWebServerFactory> meshPolls(
      EdgeGate gate, Feeds feeds, JsonMapper problems) {
    JettyServerCustomizer wrap =
        server ->
            server.setHandler(new MeshPollHandler(server.getHandler(), gate, feeds, problems));
    return factory -> factory.addServerCustomizers(wrap);
  }
}
