package io.filigree.controlplane.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.controlplane.ledger.ChangeKind;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class MeshFeedTest {

  private static final DocumentText ONE = DocumentText.of("{\"one\":1}");
  private static final DocumentText TWO = DocumentText.of("{\"two\":2}");

  private final MeshId mesh = MeshId.next();
  private final SiteId a = SiteId.next();
  private final SiteId b = SiteId.next();
  private final InMemoryFeedStore store = new InMemoryFeedStore();
  private final InMemoryFeedStore.Mesh writer = store.create(mesh, ONE);
  private final InboxNumbers inboxes = new InboxNumbers();
  private final ManualThreads threads = new ManualThreads();
  private final Set<SiteId> rosterChanges = new HashSet<>();
  private final MeshFeed feed = new MeshFeed(mesh, store, inboxes, listener(), threads);

  @Test
  void whoHasNothingGetsEverythingAtOnce() {
    writer.site(a, ONE);
    RecordedReply reply = ask(a, Optional.empty(), 45_000);
    assertThat(TestBodies.answer(reply.body()).full()).isTrue();
  }

  @Test
  void whoIsCurrentWaits() {
    RecordedReply reply = ask(a, current(), 45_000);
    assertThat(reply.answers()).isZero();
    assertThat(feed.waiting()).isOne();
  }

  @Test
  void whoDoesNotWantToWaitIsToldThereIsNothing() {
    assertThat(ask(a, current(), 0).saysNothingNewer()).isTrue();
  }

  @Test
  void changeWakesEverybodyWithOneAndTheSameBody() {
    writer.site(a, ONE);
    Optional<Cursor> since = current();
    RecordedReply first = ask(a, since, 45_000);
    RecordedReply second = ask(b, since, 45_000);
    writer.facts(a, TWO);
    feed.wake();
    assertThat(first.body()).isSameAs(second.body());
    MeshAnswer delta = TestBodies.answer(first.body());
    assertThat(delta.full()).isFalse();
    assertThat(delta.facts()).hasSize(1);
    assertThat(feed.waiting()).isZero();
  }

  @Test
  void burstBecomesOneAnswer() {
    writer.site(a, ONE);
    Optional<Cursor> since = current();
    ask(a, since, 45_000);
    writer.facts(a, ONE);
    feed.wake();
    RecordedReply reply = ask(b, current(), 45_000);
    for (int i = 0; i < 50; i++) {
      writer.facts(a, DocumentText.of("{\"burst\":" + i + "}"));
      feed.wake();
    }
    assertThat(reply.answers()).as("while resting").isZero();
    threads.endRest();
    assertThat(TestBodies.answer(reply.body()).facts().getFirst().facts().document().text())
        .isEqualTo("{\"burst\":49}");
  }

  @Test
  void newcomerIsNotServedFromBeforeItJoined() {
    writer.site(a, ONE);
    ask(a, current(), 45_000);
    writer.facts(a, ONE);
    feed.wake();
    writer.site(b, ONE);
    feed.wake();
    RecordedReply reply = ask(b, Optional.empty(), 45_000);
    assertThat(TestBodies.answer(reply.body()).records()).hasSize(2);
  }

  @Test
  void whoWasServedByAnotherReplicaIsNotSentBackInTime() {
    writer.site(a, ONE);
    ask(a, current(), 45_000);
    writer.facts(a, TWO);
    Optional<Cursor> ahead = current();
    RecordedReply reply = ask(b, ahead, 45_000);
    assertThat(reply.answers()).isZero();
  }

  @Test
  void lostNotificationIsNoticedBySlowLook() {
    writer.site(a, ONE);
    RecordedReply reply = ask(a, current(), 45_000);
    writer.facts(a, TWO);
    store.heads().forEach((_, cursor) -> feed.compare(cursor));
    assertThat(TestBodies.answer(reply.body()).facts()).hasSize(1);
  }

  @Test
  void lostLogRowUnderAWaitingEdgeIsMendedByTheAnswer() {
    writer.site(a, ONE);
    RecordedReply reply = ask(a, current(), 45_000);
    writer.facts(a, TWO);
    writer.loseLog(3);
    feed.wake();
    MeshAnswer answer = TestBodies.answer(reply.body());
    assertThat(answer.full()).isTrue();
    assertThat(answer.cursor()).isEqualTo(current().orElseThrow());
  }

  @Test
  void halfARevisionInTheLogIsNoticedByDigest() {
    writer.site(a, ONE);
    RecordedReply reply = ask(a, current(), 45_000);
    writer.site(a, TWO);
    writer.loseRow(3, ChangeKind.SITE);
    feed.wake();
    MeshAnswer answer = TestBodies.answer(reply.body());
    assertThat(answer.full()).isTrue();
    assertThat(answer.records().getFirst().record()).isEqualTo(TWO);
  }

  @Test
  void restoredDatabaseWakesEverybodyWithTheFullList() {
    writer.site(a, ONE);
    InMemoryFeedStore.Mesh backup = writer.copy();
    writer.facts(a, TWO);
    RecordedReply reply = ask(a, current(), 45_000);
    store.restore(backup);
    store.heads().forEach((_, cursor) -> feed.compare(cursor));
    MeshAnswer answer = TestBodies.answer(reply.body());
    assertThat(answer.full()).isTrue();
    assertThat(answer.facts()).isEmpty();
  }

  @Test
  void secondQuestionOfASiteEndsTheFirst() {
    RecordedReply first = ask(a, current(), 45_000);
    RecordedReply second = ask(a, current(), 45_000);
    assertThat(first.saysNothingNewer()).isTrue();
    assertThat(second.answers()).isZero();
    assertThat(feed.waiting()).isOne();
  }

  @Test
  void endOfTheWaitIsAnsweredOnce() {
    RecordedReply reply = ask(a, current(), 30_000);
    long now = System.nanoTime();
    feed.answerDue(now + TimeUnit.SECONDS.toNanos(29));
    assertThat(reply.answers()).isZero();
    feed.answerDue(now + TimeUnit.SECONDS.toNanos(31));
    feed.answerDue(now + TimeUnit.SECONDS.toNanos(31));
    assertThat(reply.saysNothingNewer()).isTrue();
  }

  @Test
  void inboxWakesItsSiteOnly() {
    RecordedReply mine = ask(a, current(), 45_000);
    RecordedReply other = ask(b, current(), 45_000);
    inboxes.set(a, 3);
    feed.inboxChanged(a);
    assertThat(mine.saysNothingNewer()).isTrue();
    assertThat(mine.inbox()).isEqualTo(3);
    assertThat(other.answers()).isZero();
  }

  @Test
  void whoMissedAnInboxNumberDoesNotWait() {
    inboxes.set(a, 7);
    assertThat(ask(a, current(), 45_000).inbox()).isEqualTo(7);
  }

  @Test
  void changedSitesAreForgottenBeforeTheyAreServed() {
    ask(a, current(), 45_000);
    writer.site(b, ONE);
    feed.wake();
    assertThat(rosterChanges).containsExactly(b);
  }

  private RecordedReply ask(SiteId site, Optional<Cursor> since, long waitMillis) {
    RecordedReply reply = new RecordedReply();
    feed.ask(new Poll(site, since, Optional.of(0L), waitMillis, true, reply));
    return reply;
  }

  private Optional<Cursor> current() {
    return Optional.ofNullable(store.heads().get(mesh));
  }

  private RosterListener listener() {
    return new RosterListener() {
      @Override
      public void sitesChanged(MeshId changed, Set<SiteId> sites) {
        rosterChanges.addAll(sites);
      }

      @Override
      public void everythingChanged(MeshId changed) {}
    };
  }
}
