package io.filigree.controlplane.edgeauth;

import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.request.SignedRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Read signatures that were verified lately. An edge reuses one for five minutes and asks all the
 * time; finding it here costs microseconds, checking key and signature again costs hundreds. Two
 * generations bound it: when the young one is full it becomes the old one, and the old one is
 * forgotten.
 */
final class VerifiedReads {

  private final int generationSize;
  private volatile Map<Digest, SignedRequest> young = new ConcurrentHashMap<>();
  private volatile Map<Digest, SignedRequest> old = Map.of();

  VerifiedReads(int generationSize) {
    this.generationSize = generationSize;
  }

  Optional<SignedRequest> find(Digest fingerprint) {
    SignedRequest found = young.get(fingerprint);
    return Optional.ofNullable(found != null ? found : old.get(fingerprint));
  }

  void add(Digest fingerprint, SignedRequest verified) {
    if (young.size() >= generationSize) {
      turn();
    }
    young.put(fingerprint, verified);
  }

  private synchronized void turn() {
    if (young.size() >= generationSize) {
      old = young;
      young = new ConcurrentHashMap<>();
    }
  }
}
