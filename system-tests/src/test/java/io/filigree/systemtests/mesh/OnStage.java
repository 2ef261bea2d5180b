package io.filigree.systemtests.mesh;

import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.lab.NeedsLab;
import io.filigree.systemtests.system.Archives;
import io.filigree.systemtests.system.Coordinator;
import io.filigree.systemtests.system.Stage;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Stage}: one lab and one coordinator for all of them, ended after the last.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@NeedsLab
@ExtendWith(OnStage.Resolver.class)
@interface OnStage {

  /** Opens the stage when the first test asks for it. */
  final class Resolver implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(OnStage.class))
          .computeIfAbsent(Stage.class, key -> open(), Stage.class);
    }

    private static Stage open() {
      Path data = Archives.root().resolve("system-tests/target/coordinator");
      Folder.delete(data);
      return Stage.open(data, Coordinator.Ports.free());
    }
  }
}
