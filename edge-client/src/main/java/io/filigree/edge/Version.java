package io.filigree.edge;

import java.util.Optional;

/** The client's version, as the jar's manifest names it. */
final class Version {

  static final String TEXT =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("unbuilt");

  private Version() {}
}
