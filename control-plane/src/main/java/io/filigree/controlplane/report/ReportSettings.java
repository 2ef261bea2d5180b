package io.filigree.controlplane.report;

import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.IpAddress;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code filigree.edge}.
 *
 * @param trustedProxies address ranges of proxies whose {@code X-Forwarded-For} is believed; none
 *     unless given
 */
@ConfigurationProperties("filigree.edge")
record ReportSettings(@DefaultValue List<String> trustedProxies) {

  ReportSettings {
    trustedProxies = List.copyOf(trustedProxies);
    trustedProxies.forEach(Cidr::parse);
  }

  boolean isTrusted(IpAddress peer) {
    return trustedProxies.stream().map(Cidr::parse).anyMatch(proxies -> proxies.contains(peer));
  }
}
