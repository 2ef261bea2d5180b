package io.filigree.controlplane.feed;

import java.util.IdentityHashMap;

/** The text of each body that went out, so that a body shared by many edges is read once. */
final class Bodies {

  private final IdentityHashMap<FeedBody, WireText> texts = new IdentityHashMap<>();

  WireText of(FeedBody body) {
    return texts.computeIfAbsent(body, WireText::of);
  }
}
