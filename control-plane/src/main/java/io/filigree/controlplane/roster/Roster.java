package io.filigree.controlplane.roster;

import io.filigree.controlplane.ledger.Change;
import io.filigree.controlplane.ledger.Ledger;
import io.filigree.controlplane.ledger.LockedMesh;
import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.record.Format;
import io.filigree.protocol.roster.Epoch;
import io.filigree.protocol.roster.RosterStatement;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Signs the next roster of a mesh and hands the whole change to the ledger.
 *
 * <p>Building the tree of 10,000 records takes tens of milliseconds, bringing it up to date takes
 * microseconds, so the tree of the last roster is kept. It is known by that roster's signature:
 * Ed25519 is deterministic, so a mesh row with the same signature has the same records, and one
 * that another replica or a rollback has changed does not. A change takes the tree out, and puts it
 * back only when it has become the tree of the new roster; the lock of the mesh row keeps two
 * changes of one mesh apart.
 */
@Component
public class Roster {

  private final Ledger ledger;
  private final RosterSql sql;
  private final RosterSigner signer;
  private final Map<MeshId, SignedTree> trees = new ConcurrentHashMap<>();

  Roster(Ledger ledger, RosterSql sql, RosterSigner signer) {
    this.ledger = ledger;
    this.sql = sql;
    this.signer = signer;
  }

  /** Encrypts the roster key of a new mesh for its row. */
  public byte[] seal(MeshId mesh, Ed25519PrivateKey rosterKey) {
    return signer.seal(mesh, rosterKey);
  }

  /**
   * Signs the records as they are after these changes, and appends the changes and the new roster
   * to the ledger. The last statement before the commit; the caller's own rows are written by now.
   *
   * @return the epoch that was signed
   */
  public Epoch publish(LockedMesh locked, Change... changes) {
    SignedTree last = lastSigned(locked);
    for (Change change : changes) {
      last.tree().apply(change);
    }
    RosterStatement statement =
        new RosterStatement(
            locked.mesh(),
            Format.FORMAT,
            locked.epoch().next(),
            meshRecord(last.signing(), changes),
            last.tree().size(),
            last.tree().root());
    Signature64 signature = signer.sign(last.signing().key(), statement);
    Signing signing = new Signing(statement.meshRecord(), last.signing().key());
    trees.put(locked.mesh(), new SignedTree(Optional.of(signature), signing, last.tree()));
    ledger.append(locked.mesh(), withRoster(changes, statement.epoch(), signature));
    return statement.epoch();
  }

  /**
   * What the roster of a mesh is at this moment; empty in the instant before the first is signed.
   */
  public Optional<RosterState> state(MeshId mesh) {
    return sql.state(mesh);
  }

  private SignedTree lastSigned(LockedMesh locked) {
    MeshId mesh = locked.mesh();
    return Optional.ofNullable(trees.remove(mesh))
        .filter(kept -> kept.signature().equals(locked.signature()))
        .orElseGet(() ->
            new SignedTree(
                locked.signature(), sql.signing(mesh), RosterTree.of(sql.records(mesh))));
  }

  private static Digest meshRecord(Signing signing, Change... changes) {
    return Arrays.stream(changes)
        .filter(Change.MeshRecordChanged.class::isInstance)
        .map(change -> ((Change.MeshRecordChanged) change).now().sha256())
        .findFirst()
        .orElse(signing.meshRecord());
  }

  private static Change[] withRoster(Change[] changes, Epoch epoch, Signature64 signature) {
    Change[] all = Arrays.copyOf(changes, changes.length + 1);
    all[changes.length] = new Change.RosterSigned(epoch, signature);
    return all;
  }

  /** The tree of a roster, what it was signed with, and the signature, which is its name. */
  private record SignedTree(Optional<Signature64> signature, Signing signing, RosterTree tree) {}
}
