package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.relay.NewRelay;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.SiteName;

/**
 * What a joining relay asks for; its address comes from the pool.
 *
 * @param relay with keys that it made itself
 */
record RelayWish(NewRelay relay) implements Newcomer {

  @Override
  public SiteName name() {
    return relay.name();
  }

  @Override
  public IdentityKey identityKey() {
    return relay.identityKey();
  }
}
