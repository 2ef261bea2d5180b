package io.filigree.controlplane.mesh;

import io.filigree.protocol.key.Pin;
import io.filigree.protocol.net.CoordinatorUrl;
import java.util.List;

/** What this coordinator knows of itself; a mesh that says nothing else is found there. */
public interface Origin {

  /** Nothing: each mesh must say where it is. */
  Origin UNKNOWN =
      new Origin() {
        @Override
        public List<CoordinatorUrl> urls() {
          return List.of();
        }

        @Override
        public List<Pin> pins() {
          return List.of();
        }
      };

  /** Where edges reach it, first choice first; empty if it does not know. */
  List<CoordinatorUrl> urls();

  /** Pins of its own TLS authority. */
  List<Pin> pins();
}
