package io.filigree.controlplane.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.controlplane.testing.FreshDatabase;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.controlplane.testing.TestMesh;
import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.digest.DigestSum;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The long poll over HTTP, on Postgres. */
final class FeedPollIT {

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  private final SiteId site = SiteId.next();
  private final TestMesh mesh = TestMesh.create(coordinator, DocumentText.of("{\"mesh\":1}"));
  private final PollingEdge edge = listed();

  private PollingEdge listed() {
    mesh.site(site, DocumentText.of("{\"site\":1}"));
    return new PollingEdge(coordinator, mesh, site);
  }

  @Test
  void firstAnswerIsEverythingCompressed() {
    HttpResponse<byte[]> answer = edge.ask("?wait=45");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Filigree-Inbox")).isPresent();
    MeshCopy copy = MeshCopy.empty().apply(PollingEdge.answer(answer));
    assertThat(copy.digest()).isEqualTo(stored().digest());
    assertThat(copy.records()).containsOnlyKeys(site);
  }

  @Test
  void readerWithoutGzipGetsPlainJson() {
    HttpResponse<byte[]> answer = edge.askPlain("");
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(PollingEdge.answer(answer).full()).isTrue();
  }

  @Test
  void nothingNewerIsSaidWithinTheWait() {
    long start = System.nanoTime();
    HttpResponse<byte[]> answer = edge.ask("?wait=2&since=" + stored());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Filigree-Cursor")).contains(stored().toString());
    assertThat(took).isBetween(Duration.ofMillis(1_300), Duration.ofMillis(3_000));
  }

  @Test
  void changeWakesWhoWaitsWithASmallDelta() {
    var waiting = parked("&inbox=0");
    mesh.facts(site, DocumentText.of("{\"counter\":1}"));
    MeshAnswer delta = answer(waiting);
    assertThat(delta.full()).isFalse();
    assertThat(delta.records()).isEmpty();
    assertThat(delta.facts()).hasSize(1);
    assertThat(delta.cursor()).isEqualTo(stored());
  }

  @Test
  void oldCursorGetsADeltaAfterARestart() {
    Cursor old = stored();
    mesh.facts(site, DocumentText.of("{\"counter\":1}"));
    coordinator.stop();
    coordinator.start();
    MeshAnswer answer = PollingEdge.answer(edge.ask("?since=" + old));
    assertThat(answer.full()).isFalse();
    assertThat(answer.cursor()).isEqualTo(stored());
  }

  @Test
  void changeOfAnotherReplicaArrivesByNotification() {
    var waiting = parked("");
    long start = System.nanoTime();
    otherReplicaPutsFacts("elsewhere");
    notifyOthers();
    assertThat(answer(waiting).facts()).hasSize(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void lostNotificationIsMadeUpForWithinSeconds() {
    var waiting = parked("");
    otherReplicaPutsFacts("unheard");
    assertThat(answer(waiting).facts()).hasSize(1);
  }

  @Test
  void lostLogRowUnderAWaitingEdgeIsMendedWithinOnePoll() {
    var waiting = parked("");
    // In one transaction, or the slow look might see the row before it is lost.
    DataSource source = coordinator.database().dataSource();
    FreshDatabase.transactions(source)
        .executeWithoutResult(_ -> putFactsAndLoseTheirRow(JdbcClient.create(source)));
    notifyOthers();
    MeshAnswer answer = answer(waiting);
    assertThat(answer.full()).isTrue();
    assertThat(MeshCopy.empty().apply(answer).digest()).isEqualTo(stored().digest());
  }

  @Test
  void restoredOlderDatabaseIsNoticedByDigest() {
    Cursor backup = stored();
    mesh.facts(site, DocumentText.of("{\"counter\":1}"));
    var waiting = parked("");
    restore(backup);
    MeshAnswer answer = answer(waiting);
    assertThat(answer.full()).isTrue();
    assertThat(answer.cursor()).isEqualTo(backup);
    assertThat(MeshCopy.empty().apply(answer).digest()).isEqualTo(backup.digest());
  }

  @Test
  void inboxWakesAndItsNumberIsInTheHeader() {
    var waiting = parked("&inbox=0");
    coordinator.bean(InboxBell.class).inboxChanged(mesh.id(), site, 41);
    HttpResponse<byte[]> answer = join(waiting);
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Filigree-Inbox")).contains("41");
  }

  @Test
  void stoppingCoordinatorLetsNobodyWait() {
    var waiting = parked("");
    coordinator.stop();
    try {
      assertThat(join(waiting).statusCode()).isEqualTo(204);
    } finally {
      coordinator.start();
    }
  }

  private CompletableFuture<HttpResponse<byte[]>> parked(String more) {
    MeshFeed feed = coordinator.bean(Feeds.class).of(mesh.id());
    var waiting = edge.askLater("?wait=45&since=" + stored() + more);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (feed.waiting() == 0) {
      assertThat(waiting).as("answered instead of parked").isNotDone();
      assertThat(System.nanoTime() - deadline).isNegative();
      Thread.onSpinWait();
    }
    return waiting;
  }

  private static MeshAnswer answer(CompletableFuture<HttpResponse<byte[]>> waiting) {
    return PollingEdge.answer(join(waiting));
  }

  private static HttpResponse<byte[]> join(CompletableFuture<HttpResponse<byte[]>> waiting) {
    return waiting.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private Cursor stored() {
    return Optional.ofNullable(coordinator.bean(FeedStore.class).heads().get(mesh.id()))
        .orElseThrow();
  }

  /** What a change leaves in the database when it is made elsewhere. */
  private void otherReplicaPutsFacts(String text) {
    putFacts(sql(), text);
  }

  private void putFactsAndLoseTheirRow(JdbcClient sql) {
    putFacts(sql, "lost");
    sql.sql("DELETE FROM change_log WHERE mesh_id = :mesh AND kind = 'facts'")
        .param("mesh", mesh.id().value())
        .update();
  }

  private void putFacts(JdbcClient sql, String text) {
    DocumentText facts = DocumentText.of("{\"by\":\"" + text + "\"}");
    sql.sql(
            """
            WITH stored AS (
              INSERT INTO facts (site_id, mesh_id, counter, document, signature)
              VALUES (:site, :mesh, 1, :facts, :signature)
            ), moved AS (
              UPDATE mesh SET revision = revision + 1,
                     digest = mod(digest + :delta, power(2::numeric, 256))
               WHERE id = :mesh RETURNING revision, digest
            )
            INSERT INTO change_log (mesh_id, revision, ordinal, digest, kind, site_id)
            SELECT :mesh, revision, 0, digest, 'facts', :site FROM moved
            """)
        .param("site", site.value())
        .param("mesh", mesh.id().value())
        .param("facts", facts.text())
        .param("signature", new byte[64])
        .param("delta", number(facts.sha256()))
        .update();
  }

  private void notifyOthers() {
    sql()
        .sql("SELECT pg_notify('filigree_mesh', :payload)")
        .param("payload", mesh.id() + " " + stored().revision())
        .query((_, _) -> true)
        .single();
  }

  /** What a restore of a backup taken before the facts were put leaves behind. */
  private void restore(Cursor backup) {
    sql().sql("DELETE FROM facts WHERE site_id = :id").param("id", site.value()).update();
    sql()
        .sql("DELETE FROM change_log WHERE mesh_id = :id AND revision > :revision")
        .param("id", mesh.id().value())
        .param("revision", backup.revision().value())
        .update();
    sql()
        .sql("UPDATE mesh SET revision = :revision, digest = :digest WHERE id = :id")
        .param("revision", backup.revision().value())
        .param("digest", number(backup.digest()))
        .param("id", mesh.id().value())
        .update();
  }

  private static BigDecimal number(Digest digest) {
    return new BigDecimal(new DigestSum(digest).toBigInteger());
  }

  private static JdbcClient sql() {
    return coordinator.database().jdbc();
  }
}
