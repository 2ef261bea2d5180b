package io.filigree.controlplane.tls;

import java.net.InetAddress;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the coordinator listens and is found. HTTPS has Spring's own settings {@code server.port},
 * {@code server.address} and {@code server.ssl}.
 *
 * @param urls where edges reach it, first choice first; its own address unless given
 * @param http the plain listener
 */
@ConfigurationProperties("filigree")
record ListenerSettings(@DefaultValue List<String> urls, @DefaultValue Http http) {

  /**
   * Plain HTTP, for operators on this machine and proxies that terminate TLS.
   *
   * @param address loopback, or what only such a proxy can reach
   * @param port 0 for any free one
   */
  record Http(@DefaultValue("127.0.0.1") InetAddress address, @DefaultValue("8080") int port) {}
}
