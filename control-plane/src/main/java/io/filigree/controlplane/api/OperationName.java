package io.filigree.controlplane.api;

import java.util.Locale;
import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Names an operation by feature, controller and method: {@code accessTokenMake}, {@code meshGet}.
 */
final class OperationName {

  private OperationName() {}

  static String of(HandlerMethod handler) {
    String packageName = handler.getBeanType().getPackageName();
    String feature = packageName.substring(packageName.lastIndexOf('.') + 1);
    String thing = handler.getBeanType().getSimpleName().replace("Controller", "");
    String method = StringUtils.capitalize(handler.getMethod().getName());
    return thing.toLowerCase(Locale.ROOT).equals(feature)
        ? feature + method
        : feature + thing + method;
  }
}
