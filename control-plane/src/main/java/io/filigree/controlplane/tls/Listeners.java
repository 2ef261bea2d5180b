package io.filigree.controlplane.tls;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The ports the coordinator really listens on. */
@Component
public class Listeners {
  private int https;
  private int http;

  @EventListener
  void started(ServletWebServerInitializedEvent event) {
    if (event.getWebServer() instanceof JettyWebServer jetty) {
      https = jetty.getPort();
      for (Connector connector : jetty.getServer().getConnectors()) {
        if (ListenerConfiguration.PLAIN.equals(connector.getName())) {
          http = ((ServerConnector) connector).getLocalPort();
        }
      }
    }
  }

  /** TLS, for edges and operators anywhere; 0 before the start. */
  public int https() {
    return https;
  }

  /** Plain, on this machine; 0 before the start. */
  public int http() {
    return http;
  }
}
