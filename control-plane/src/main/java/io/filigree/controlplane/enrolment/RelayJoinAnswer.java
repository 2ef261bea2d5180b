package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.relay.RegisteredRelay;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * A relay is in.
 *
 * @param relayId its id for ever
 * @param addresses its addresses in the mesh; one in this version
 */
@Schema(name = "RelayJoinAnswer")
record RelayJoinAnswer(
    String relayId, @Schema(example = "[\"100.100.0.7\"]") List<String> addresses) {

  static RelayJoinAnswer of(RegisteredRelay registered) {
    return new RelayJoinAnswer(
        registered.relay().id().toString(), List.of(registered.relay().address().toString()));
  }
}
