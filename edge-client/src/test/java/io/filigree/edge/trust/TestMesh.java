package io.filigree.edge.trust;

import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.FactsEntry;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.feed.SiteEntry;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.name.Links;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.MeshName;
import io.filigree.protocol.name.RelayId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Format;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.record.Relay;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.record.SigningMode;
import io.filigree.protocol.roster.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A coordinator's side of a mesh, without a coordinator: makes the answers that an honest one would
 * give, and lets a test make others.
 */
public final class TestMesh {

  public final MeshId id = MeshId.parse("4d000000-0000-0000-0000-000000000000");
  public final Ed25519PrivateKey rosterKey = Ed25519PrivateKey.ofSeed(TestSite.seed(99));

  private MeshCopy copy = MeshCopy.empty();
  private long revision;
  private long epoch;
  private Signature64 signature = Signature64.ofBytes(new byte[64]);
  private Optional<Long> massRemoval = Optional.empty();
  private List<Relay> relays = List.of();
  private Links links = Links.all();

  public TestSite site(int number, String name) {
    return TestSite.of(id, number, name);
  }

  public TrustRoot rootOf(TestSite site) {
    return new TrustRoot(
        id,
        site.id(),
        new IdentityKey(site.identity().publicKey()),
        site.key(),
        new RosterKey(rosterKey.publicKey()),
        new Epoch(1));
  }

  /** The change under way; {@link Draft#sign} or {@link Draft#unsigned} ends it. */
  public Draft change() {
    return new Draft();
  }

  /** A relay at 198.18.1.{@code number}, with 100.100.255.{@code number} in the mesh. */
  public static Relay relay(int number) {
    byte[] id = new byte[16];
    id[15] = (byte) number;
    return new Relay(
        RelayId.ofBytes(id),
        SiteName.parse("relay-" + number),
        new IdentityKey(Ed25519PrivateKey.ofSeed(TestSite.seed(200 + number)).publicKey()),
        WireGuardPrivateKey.ofBytes(TestSite.seed(220 + number)).publicKey(),
        List.of(Endpoint.parse("198.18.1." + number + ":51900")),
        IpAddress.parse("100.100.255." + number));
  }

  public void announceMassRemoval() {
    massRemoval = Optional.of(epoch + 1);
  }

  /** From the next change on these relays stand in the mesh record. */
  public void relays(Relay... standing) {
    relays = List.of(standing);
  }

  /** From the next change on these are the links. */
  public void links(Links standing) {
    links = standing;
  }

  /** Everything, as a newcomer gets it. */
  public MeshAnswer full() {
    return copy.asFull(new Revision(revision), new Epoch(epoch), signature);
  }

  public long epoch() {
    return epoch;
  }

  private DocumentText meshRecord() {
    return new MeshRecord(
            id,
            MeshName.parse("default"),
            SigningMode.COORDINATOR,
            links,
            List.of(),
            List.of(),
            relays,
            Optional.empty(),
            massRemoval)
        .write();
  }

  /** One change of the mesh. */
  public final class Draft {

    private final List<SiteEntry> records = new ArrayList<>();
    private final List<FactsEntry> facts = new ArrayList<>();
    private final List<SiteId> removed = new ArrayList<>();

    /** A site with its record and its facts of that counter. */
    public Draft put(TestSite site, long counter) {
      return record(site).facts(site.id(), site.signed(counter));
    }

    public Draft record(TestSite site) {
      return record(site.id(), site.record().write());
    }

    public Draft record(SiteId site, DocumentText record) {
      records.add(new SiteEntry(site, record));
      return this;
    }

    public Draft facts(SiteId site, SignedFacts signed) {
      facts.add(new FactsEntry(site, signed));
      return this;
    }

    public Draft remove(TestSite site) {
      removed.add(site.id());
      return this;
    }

    /** With a new epoch, by the roster key. */
    public MeshAnswer sign() {
      return sign(rosterKey, epoch + 1);
    }

    public MeshAnswer sign(Ed25519PrivateKey key, long newEpoch) {
      MeshCopy next = copy.apply(answer(newEpoch, signature, copy));
      Signature64 over =
          next.statement(id, Format.FORMAT, new Epoch(newEpoch)).orElseThrow().sign(key);
      return commit(newEpoch, over, next);
    }

    /** Under the epoch and signature of before: right for facts only. */
    public MeshAnswer unsigned() {
      return commit(epoch, signature, copy.apply(answer(epoch, signature, copy)));
    }

    private MeshAnswer commit(long newEpoch, Signature64 over, MeshCopy next) {
      revision++;
      MeshAnswer delta = answer(newEpoch, over, next);
      copy = next;
      epoch = newEpoch;
      signature = over;
      boolean first = revision == 1;
      return first ? full() : delta;
    }

    private MeshAnswer answer(long newEpoch, Signature64 over, MeshCopy stand) {
      boolean meshChanged = !copy.meshRecord().equals(Optional.of(meshRecord()));
      return new MeshAnswer(
          new Cursor(new Revision(revision), stand.digest()),
          new Epoch(newEpoch),
          over,
          false,
          meshChanged ? Optional.of(meshRecord()) : Optional.empty(),
          records,
          facts,
          removed);
    }
  }
}
