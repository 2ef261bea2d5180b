package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.trust.HostFacts;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.Epoch;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a hostile coordinator, or somebody in its place, can try. After each attempt the site must
 * be configured exactly as before, and {@code status} must name what was refused.
 */
class AttackTest {

  /** How a site is called whose record cannot be read. */
  private static final String STORE_B_BY_ID = "00000000-0000-0000-0000-000000000002";

  private static final HostFacts HOST =
      new HostFacts(List.of(IpAddress.parse("192.168.7.1")), List.of(), List.of(), List.of());

  /** What everybody starts from: us (a), b and c, and three more to be removed at once. */
  static final class Scene {
    final TestMesh mesh = new TestMesh();
    final TestSite a = mesh.site(1, "store-a");
    final TestSite b = mesh.site(2, "store-b");
    final TestSite c = mesh.site(3, "store-c");
    final TestSite d = mesh.site(4, "store-d");
    final TestSite e = mesh.site(5, "store-e");
    final TestSite f = mesh.site(6, "store-f");
    final TestSite outsider = mesh.site(7, "store-g");
    final MeshAnswer first =
        mesh.change().record(a).put(b, 5).put(c, 5).put(d, 5).put(e, 5).put(f, 5).sign();
    final MeshAnswer second = mesh.change().put(b.at("198.18.9.9:51871"), 6).sign();
  }

  record Attack(String name, Function<Scene, MeshAnswer> answer, String subject, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Attack> attacks() {
    return Stream.of(onTheRoster(), onFacts(), onKeysAndRecords(), onRanges())
        .flatMap(attacks -> attacks);
  }

  private static Stream<Attack> onTheRoster() {
    Ed25519PrivateKey thief = Ed25519PrivateKey.generate();
    return Stream.of(
        new Attack(
            "roster signed by another key",
            s -> s.mesh.change().put(s.outsider, 1).sign(thief, 3),
            "roster",
            "not signed by the roster key"),
        new Attack(
            "record edited under the old signature",
            s -> s.mesh.change().record(s.b.owning("10.99.0.0/16")).unsigned(),
            "roster",
            "same epoch"),
        new Attack(
            "record edited, epoch raised, signature kept",
            s -> raised(s.mesh.change().record(s.b.owning("10.99.0.0/16")).unsigned(), 3),
            "roster",
            "not signed by the roster key"),
        new Attack(
            "older epoch",
            s -> s.mesh.change().put(s.outsider, 1).sign(s.mesh.rosterKey, 1),
            "roster",
            "older than the one we hold"),
        new Attack("older roster replayed", s -> s.first, "roster", "older"),
        new Attack(
            "same epoch, other bytes, well signed",
            s -> s.mesh.change().put(s.outsider, 1).sign(s.mesh.rosterKey, 2),
            "roster",
            "same epoch"),
        new Attack(
            "four of five peers gone without a flag",
            s -> s.mesh.change().remove(s.b).remove(s.c).remove(s.d).remove(s.e).sign(),
            "roster",
            "more than half"));
  }

  private static Stream<Attack> onFacts() {
    return Stream.of(
        new Attack(
            "facts signed by another site",
            s -> facts(s, TestSite.signed(s.b.facts(7), s.c.identity())),
            "store-b",
            "not signed by the identity key"),
        new Attack(
            "facts of another site", s -> facts(s, s.c.signed(7)), "store-b", "name another site"),
        new Attack("facts with an older counter", s -> facts(s, s.b.signed(5)), "store-b", "older"),
        new Attack(
            "facts with the same counter and other bytes",
            s -> facts(s, s.b.at("198.18.6.6:1").signed(6)),
            "store-b",
            "same counter"),
        new Attack(
            "facts that cannot be read",
            s ->
                facts(
                    s,
                    new SignedFacts(DocumentText.of("{\"format\":1}"), s.b.signed(7).signature())),
            "store-b",
            "cannot be read"));
  }

  private static Stream<Attack> onKeysAndRecords() {
    return Stream.of(
        new Attack(
            "WireGuard key of another site",
            s -> facts(s, s.b.keyed(s.c.wireGuard()).signed(7)),
            "store-b",
            "announced its WireGuard key first"),
        new Attack(
            "our own WireGuard key",
            s -> facts(s, s.b.keyed(s.a.wireGuard()).signed(7)),
            "store-b",
            "our own WireGuard key"),
        new Attack(
            "record of a newer format",
            s -> record(s, "{\"format\":2,\"mesh\":\"x\"}"),
            STORE_B_BY_ID,
            "record cannot be read"),
        new Attack(
            "record of another site in its place",
            s -> s.mesh.change().record(s.b.id(), s.c.record().write()).sign(),
            STORE_B_BY_ID,
            "names another site"));
  }

  private static Stream<Attack> onRanges() {
    return Stream.of(
        new Attack(
            "range of another site", s -> owning(s, "10.43.128.0/17"), "store-b", "overlaps"),
        new Attack("range of ours", s -> owning(s, "10.41.7.0/24"), "store-b", "overlaps ours"),
        new Attack("public range", s -> owning(s, "8.8.8.0/24"), "store-b", "may not be routed"),
        new Attack("half of everything", s -> owning(s, "128.0.0.0/1"), "store-b", "routed"),
        new Attack("our gateway", s -> owning(s, "192.168.0.0/16"), "store-b", "default gateway"));
  }

  private static MeshAnswer facts(Scene s, SignedFacts facts) {
    return s.mesh.change().facts(s.b.id(), facts).unsigned();
  }

  private static MeshAnswer owning(Scene s, String cidr) {
    return s.mesh.change().record(s.b.owning("100.100.0.2/32", cidr)).sign();
  }

  private static MeshAnswer record(Scene s, String json) {
    return s.mesh.change().record(s.b.id(), DocumentText.of(json)).sign();
  }

  private static MeshAnswer raised(MeshAnswer a, long epoch) {
    return new MeshAnswer(
        a.cursor(),
        new Epoch(epoch),
        a.signature(),
        a.full(),
        a.mesh(),
        a.records(),
        a.facts(),
        a.removed());
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void changesNothingAndIsNamedInStatus(Attack attack) {
    Scene scene = new Scene();
    AgentRun run = new AgentRun(scene.mesh, scene.a).start(new Remembered.Nothing(), HOST);
    run.news(scene.first);
    run.news(scene.second);
    String before = run.configuration();
    assertThat(run.peers()).as(() -> run.refusals().toString()).hasSize(5);

    run.news(attack.answer().apply(scene));
    run.pass(35_000);

    assertThat(run.configuration()).isEqualTo(before);
    assertThat(run.refusals())
        .anySatisfy(
            line -> assertThat(line).startsWith(attack.subject()).contains(attack.reason()));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void isRefusedAlsoAfterARestart(Attack attack) {
    Scene scene = new Scene();
    AgentRun run = new AgentRun(scene.mesh, scene.a).start(new Remembered.Nothing(), HOST);
    run.news(scene.first);
    run.news(scene.second);
    String before = run.configuration();
    run.news(attack.answer().apply(scene));
    run.pass(61_000);

    AgentRun again = new AgentRun(scene.mesh, scene.a).start(DiskOfTests.replay(run.effects), HOST);

    assertThat(again.configuration()).isEqualTo(before);
    assertThat(Optional.of(again.state().knowledge().newest().orElseThrow().removed()))
        .contains(false);
  }
}
