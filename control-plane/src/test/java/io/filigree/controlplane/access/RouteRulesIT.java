package io.filigree.controlplane.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.controlplane.testing.TestCoordinator;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** Every route there is, whoever brought it: the API, the edges', actuator's and springdoc's. */
final class RouteRulesIT {
  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  private static final String RELAYS = "/api/v1/meshes/{mesh}/relays";

  private record Route(RequestMethod method, String path, HandlerMethod handler) {}

  @Test
  void everyRouteHasADeclaredRule() {
    List<Route> routes = routes().toList();
    assertThat(routes)
        .extracting(Route::path)
        .contains("/api/v1/tokens", "/v3/api-docs", "/edge/v1/relay", RELAYS, RELAYS + "/{relay}");
    assertThat(routes).filteredOn(route -> !hasRule(route)).isEmpty();
  }

  @Test
  void strangerGetsNothingButTheOpenRoutes() {
    for (Route route : routes().filter(route -> !isOpen(route.path())).toList()) {
      String path = route.path().replaceAll("\\{[^}]*}", "x").replace("**", "x");
      var request =
          HttpRequest.newBuilder(coordinator.uri(path))
              .method(route.method().name(), BodyPublishers.noBody());
      assertThat(coordinator.send(request).statusCode()).as("%s", route).isIn(401, 403, 404);
    }
  }

  private static boolean hasRule(Route route) {
    return route.path().startsWith("/api/")
        ? route.handler().hasMethodAnnotation(Access.class)
        : route.path().startsWith("/edge/v1/")
            || route.path().equals("/error")
            || isOpen(route.path());
  }

  private static boolean isOpen(String path) {
    return Stream.of(SecurityConfiguration.OPEN)
        .map(PathPatternParser.defaultInstance::parse)
        .anyMatch(open -> open.matches(PathContainer.parsePath(path)));
  }

  private static Stream<Route> routes() {
    return coordinator.beans(RequestMappingInfoHandlerMapping.class).stream()
        .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
        .flatMap(entry -> routes(entry.getKey(), entry.getValue()));
  }

  private static Stream<Route> routes(RequestMappingInfo info, HandlerMethod handler) {
    Set<RequestMethod> declared = info.getMethodsCondition().getMethods();
    Set<RequestMethod> methods = declared.isEmpty() ? Set.of(RequestMethod.GET) : declared;
    return info.getPatternValues().stream()
        .flatMap(path -> methods.stream().map(method -> new Route(method, path, handler)));
  }
}
