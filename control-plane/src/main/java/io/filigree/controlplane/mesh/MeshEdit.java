package io.filigree.controlplane.mesh;

import io.filigree.protocol.key.Pin;
import io.filigree.protocol.name.Links;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.record.MeshRecord;
import java.util.List;
import java.util.Optional;

/** What is to change about a mesh; what is empty stays. */
record MeshEdit(
    Optional<Links> links, Optional<List<CoordinatorUrl>> urls, Optional<List<Pin>> pins) {

  MeshRecord of(MeshRecord record) {
    return new MeshRecord(
        record.mesh(),
        record.name(),
        record.mode(),
        links.orElse(record.links()),
        urls.orElse(record.urls()),
        pins.orElse(record.pins()),
        record.relays(),
        record.policies(),
        record.massRemovalEpoch());
  }
}
