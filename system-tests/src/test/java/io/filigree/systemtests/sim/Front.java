package io.filigree.systemtests.sim;

import io.filigree.protocol.net.CoordinatorUrl;
import java.util.List;

/** Where the coordinator's processes are reached: each has a URL of its own. */
final class Front {

  static final int REPLICAS = 2;

  static final List<CoordinatorUrl> ALL =
      List.of(
          CoordinatorUrl.parse("https://coordinator-0.example.net"),
          CoordinatorUrl.parse("https://coordinator-1.example.net"));

  private Front() {}

  static int replica(CoordinatorUrl url) {
    return ALL.indexOf(url);
  }
}
