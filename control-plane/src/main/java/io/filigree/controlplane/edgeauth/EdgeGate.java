package io.filigree.controlplane.edgeauth;

import io.filigree.controlplane.problem.CommonProblem;
import io.filigree.controlplane.problem.Problem;
import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.request.SignatureReading;
import io.filigree.protocol.request.SignedRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Decides who made a request and whether that site or relay may make it. Order matters: nothing is
 * read from the database, and no nonce is given or taken, for a request whose signature does not
 * hold.
 */
@Component
public class EdgeGate {

  /**
   * Read signatures kept per generation: one per edge and five minutes at the design point, twice
   * over.
   */
  private static final int VERIFIED_READS = 20_000;

  private final SignerDirectory signers;
  private final Nonces nonces;
  private final ObjectProvider<SightingListener> listeners;
  private final InstantSource clock;
  private final Ed25519Verifier verifier = new BouncyCastleVerifier();
  private final VerifiedReads verifiedReads = new VerifiedReads(VERIFIED_READS);

  EdgeGate(
      SignerDirectory signers,
      Nonces nonces,
      ObjectProvider<SightingListener> listeners,
      InstantSource clock) {
    this.signers = signers;
    this.nonces = nonces;
    this.listeners = listeners;
    this.clock = clock;
  }

  /** Lets a request in, or says why not. */
  public Verdict admit(EdgeRequest request) {
    Optional<Digest> fingerprint = request.readFingerprint();
    Optional<SignedRequest> verified = fingerprint.flatMap(verifiedReads::find);
    if (verified.isPresent()) {
      return timely(request, verified.get());
    }
    return switch (SignedRequest.parse(request.method(), request.path(), request.headers())) {
      case SignatureReading.Unsigned _ -> refused(EdgeProblem.UNSIGNED, "It has no signature.");
      case SignatureReading.Malformed malformed ->
          refused(EdgeProblem.UNSIGNED, malformed.reason());
      case SignatureReading.Signed signed -> verify(request, signed.request(), fingerprint);
    };
  }

  private Verdict verify(EdgeRequest request, SignedRequest signed, Optional<Digest> fingerprint) {
    if (!signed.covers(request.body())) {
      return refused(EdgeProblem.BAD_SIGNATURE, "The body is not the one that was signed.");
    }
    if (!signed.verify(verifier)) {
      return refused(EdgeProblem.BAD_SIGNATURE, "It is of another key, or over something else.");
    }
    fingerprint.ifPresent(name -> verifiedReads.add(name, signed));
    return timely(request, signed);
  }

  private Verdict timely(EdgeRequest request, SignedRequest signed) {
    IdentityKey key = new IdentityKey(signed.keyId());
    if (!isTimely(signed, key)) {
      return clockSkew(key);
    }
    return request.isJoin()
        ? new Verdict.Enrolling(new EnrollingKey(signed.mesh(), key))
        : known(request, signed.mesh(), key);
  }

  /** A nonce stands in for the date, once. */
  private boolean isTimely(SignedRequest signed, IdentityKey key) {
    return signed
        .nonce()
        .map(nonce -> nonces.take(nonce, key))
        .orElseGet(() -> signed.isFresh(clock.instant()));
  }

  private Verdict known(EdgeRequest request, MeshId mesh, IdentityKey key) {
    Optional<Caller> found = signers.find(mesh, key);
    if (found.isEmpty()) {
      return refused(EdgeProblem.UNKNOWN_SIGNER, "Join first, or ask who removed the site.");
    }
    return switch (found.get()) {
      case Signer site -> ofSite(request, site);
      case RelaySigner relay ->
          request.isForRelay(relay.standing())
              ? new Verdict.Admitted(relay)
              : notFound("There is nothing here for a relay.");
    };
  }

  private Verdict ofSite(EdgeRequest request, Signer site) {
    if (!request.isFor(site.standing())) {
      return notFound("There is nothing here for a site that is gone.");
    }
    listeners.forEach(listener -> listener.seen(site, request.origin()));
    return new Verdict.Admitted(site);
  }

  private static Verdict notFound(String detail) {
    return new Verdict.Refused(Problem.of(CommonProblem.NOT_FOUND, detail));
  }

  private Verdict clockSkew(IdentityKey key) {
    Instant now = clock.instant();
    return new Verdict.Refused(
        Problem.of(EdgeProblem.CLOCK_SKEW, "Sign it again with this nonce.")
            .with("serverTime", now.toString())
            .with("nonce", nonces.give(key)));
  }

  private static Verdict refused(EdgeProblem type, String detail) {
    return new Verdict.Refused(Problem.of(type, detail));
  }
}
