package io.filigree.controlplane.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Decides an operator route by the {@link Access} rule that stands on its method. */
@Component
class DeclaredAccess implements AuthorizationManager<RequestAuthorizationContext> {
  private final RequestMappingHandlerMapping routes;

  DeclaredAccess(RequestMappingHandlerMapping requestMappingHandlerMapping) {
    routes = requestMappingHandlerMapping;
  }

  @Override
  public AuthorizationDecision authorize(
      Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext context) {
    return new AuthorizationDecision(
        caller.get() instanceof OperatorAuthentication known
            && allows(known.operator(), context.getRequest()));
  }

  private boolean allows(Operator operator, HttpServletRequest request) {
    return switch (operator) {
      case Operator.Bootstrap() -> makesToken(request);
      case Operator.Holder holder ->
          handler(request).map(handler -> allows(holder, handler, request)).orElse(true);
    };
  }

  private static boolean makesToken(HttpServletRequest request) {
    return HttpMethod.POST.matches(request.getMethod())
        && request.getRequestURI().equals(TokenController.PATH);
  }

  /** Empty where nothing can be called: the answer will be 404, 405 or the like. */
  private Optional<HandlerMethod> handler(HttpServletRequest request) {
    try {
      return Optional.ofNullable(routes.getHandler(request))
          .map(HandlerExecutionChain::getHandler)
          .map(HandlerMethod.class::cast);
    } catch (Exception e) { // declared by Spring; what it means is said again when it is dispatched
      return Optional.empty();
    }
  }

  private static boolean allows(
      Operator.Holder holder, HandlerMethod handler, HttpServletRequest request) {
    Access rule = handler.getMethodAnnotation(Access.class);
    return rule != null
        && holder.role().covers(rule.value())
        && holder.mesh().map(mesh -> mesh.equals(meshOf(request))).orElse(true);
  }

  private static @Nullable Object meshOf(HttpServletRequest request) {
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    return variables instanceof Map<?, ?> names ? names.get("mesh") : null;
  }
}
