package io.filigree.controlplane.feed;

import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.record.DocumentText;

final class InMemoryFeedStoreTest extends FeedStoreContract {

  private final InMemoryFeedStore store = new InMemoryFeedStore();

  @Override
  FeedStore store() {
    return store;
  }

  @Override
  MeshWriter newMesh(DocumentText record) {
    return store.create(MeshId.next(), record);
  }
}
