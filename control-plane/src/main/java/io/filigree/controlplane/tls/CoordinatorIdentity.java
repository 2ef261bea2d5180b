package io.filigree.controlplane.tls;

import io.filigree.controlplane.StartRefusedException;
import io.filigree.controlplane.mesh.Origin;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.key.Pin;
import io.filigree.protocol.net.CoordinatorUrl;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/**
 * Where edges find this coordinator and how they know it. The certificate of its own authority goes
 * by the pin; one that was given in {@code server.ssl} goes by the public authorities.
 */
@Component
public class CoordinatorIdentity implements Origin {
  private static final int HTTPS = 8443;

  private final List<CoordinatorUrl> urls;
  private final Optional<KeyAndCertificate> authority;

  CoordinatorIdentity(
      ListenerSettings settings, ServerProperties server, AuthorityStore authorities) {
    int port = Objects.requireNonNullElse(server.getPort(), HTTPS);
    this.urls =
        settings.urls().isEmpty()
            ? List.of(Whereabouts.likelyUrl(port == 0 ? HTTPS : port))
            : settings.urls().stream().map(CoordinatorIdentity::url).toList();
    this.authority =
        Ssl.isEnabled(server.getSsl()) ? Optional.empty() : Optional.of(authorities.loadOrMake());
  }

  @Override
  public List<CoordinatorUrl> urls() {
    return urls;
  }

  @Override
  public List<Pin> pins() {
    return authority.stream()
        .map(own -> Pin.of(own.certificate().getPublicKey().getEncoded()))
        .toList();
  }

  Optional<KeyAndCertificate> authority() {
    return authority;
  }

  private static CoordinatorUrl url(String text) {
    try {
      return CoordinatorUrl.parse(text);
    } catch (MalformedException e) {
      throw new StartRefusedException(
          "filigree.urls: " + e.reason() + ".", "Write https://host or https://host:port.");
    }
  }
}
