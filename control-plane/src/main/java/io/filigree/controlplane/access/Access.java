package io.filigree.controlplane.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rule of one operator route: the least role that may call it. A token for one mesh may call
 * only routes with that mesh in the path variable {@code mesh}. A route without this annotation is
 * refused to everybody.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Access {
  Role value();
}
