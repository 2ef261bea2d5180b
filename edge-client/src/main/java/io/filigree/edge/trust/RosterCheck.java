package io.filigree.edge.trust;

import io.filigree.edge.trust.Refusal.Reason;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.feed.FactsEntry;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.record.Format;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.roster.Epoch;
import io.filigree.protocol.roster.RosterStatement;
import java.util.Optional;

/**
 * Judges a roster as a whole: completeness, epoch, signature and mesh record. Whoever fails here
 * changes nothing at all.
 */
public final class RosterCheck {

  private final TrustRoot root;
  private final Ed25519Verifier verifier;

  public RosterCheck(TrustRoot root, Ed25519Verifier verifier) {
    this.root = root;
    this.verifier = verifier;
  }

  /** Judges an answer against what we hold. */
  public RosterVerdict judge(Optional<Holdings> held, MeshAnswer answer) {
    MeshCopy copy;
    try {
      copy = held.map(Holdings::copy).orElseGet(MeshCopy::empty).apply(answer);
    } catch (MalformedException e) {
      return refused(Reason.MALFORMED_ANSWER, Refusal.complaint(e));
    }
    boolean addsUp = copy.digest().equals(answer.cursor().digest()) && isFiled(copy, answer);
    if (!answer.full() && (held.isEmpty() || !addsUp)) {
      return new RosterVerdict.Incomplete();
    }
    if (!addsUp) {
      return refused(Reason.WRONG_DIGEST, "");
    }
    if (copy.meshRecord().isEmpty()) {
      return refused(Reason.UNREADABLE_MESH_RECORD, "there is none");
    }
    Holdings offered = new Holdings(answer.cursor(), answer.epoch(), answer.signature(), copy);
    return held.isPresent() ? against(held.get(), offered) : verified(offered);
  }

  /**
   * Digest and signature say nothing of where facts are filed: under a site that is not listed they
   * would be lost, and nobody would send them again.
   */
  private static boolean isFiled(MeshCopy copy, MeshAnswer answer) {
    for (FactsEntry entry : answer.facts()) {
      if (copy.record(entry.site()).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Judges what the disk held: nobody is believed only because he could write there. */
  public RosterVerdict judgeStored(Holdings stored) {
    return verified(stored);
  }

  private RosterVerdict against(Holdings held, Holdings offered) {
    int newer = offered.epoch().compareTo(held.epoch());
    if (newer < 0) {
      return refused(Reason.OLDER_EPOCH, offered.epoch() + " after " + held.epoch());
    }
    if (newer == 0) {
      return sameRoster(held, offered)
          ? new RosterVerdict.Accepted(underHeldSignature(held, offered))
          : refused(Reason.SAME_EPOCH_OTHER_BYTES, "epoch " + held.epoch());
    }
    return verified(offered);
  }

  private RosterVerdict verified(Holdings offered) {
    Epoch epoch = offered.epoch();
    if (epoch.compareTo(root.floor()) < 0) {
      return refused(Reason.OLDER_EPOCH, epoch + " where " + root.floor() + " is the least");
    }
    if (!statement(offered).verify(root.rosterKey(), offered.signature(), verifier)) {
      return refused(Reason.BAD_SIGNATURE, "epoch " + epoch);
    }
    try {
      MeshRecord mesh = MeshRecord.parse(offered.meshRecord());
      return mesh.mesh().equals(root.mesh())
          ? new RosterVerdict.Accepted(offered)
          : refused(Reason.UNREADABLE_MESH_RECORD, "it names another mesh");
    } catch (MalformedException e) {
      return refused(Reason.UNREADABLE_MESH_RECORD, Refusal.complaint(e));
    }
  }

  private boolean sameRoster(Holdings held, Holdings offered) {
    return statement(held).equals(statement(offered));
  }

  private static Holdings underHeldSignature(Holdings held, Holdings offered) {
    return new Holdings(offered.cursor(), held.epoch(), held.signature(), offered.copy());
  }

  private RosterStatement statement(Holdings holdings) {
    return holdings.copy().statement(root.mesh(), Format.FORMAT, holdings.epoch()).orElseThrow();
  }

  private static RosterVerdict refused(Reason reason, String detail) {
    return new RosterVerdict.Refused(Refusal.ofRoster(reason, detail));
  }
}
