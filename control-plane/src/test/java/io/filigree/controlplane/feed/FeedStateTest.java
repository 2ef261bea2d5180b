package io.filigree.controlplane.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Full list and any chain of deltas leave the same bytes, whatever happened and whoever was away.
 */
final class FeedStateTest {

  private final InMemoryFeedStore store = new InMemoryFeedStore();
  private final MeshId mesh = MeshId.next();
  private final InMemoryFeedStore.Mesh writer = store.create(mesh, DocumentText.of("{\"mesh\":0}"));

  static List<Long> seeds() {
    return new Random(1).longs(200).boxed().toList();
  }

  /** An edge: what it holds, and where it stands. */
  private static final class Reader {
    private MeshCopy copy = MeshCopy.empty();
    private Optional<Cursor> since = Optional.empty();
    private int fullLists;

    void ask(FeedState state) {
      if (since.filter(state.cursor()::equals).isPresent()) {
        return;
      }
      Published published = new Published(state);
      MeshAnswer answer = TestBodies.answer(published.body(since, true));
      fullLists += answer.full() ? 1 : 0;
      copy = copy.apply(answer);
      since = Optional.of(answer.cursor());
      assertThat(copy.digest()).isEqualTo(answer.cursor().digest());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyReaderEndsWithTheSameBytes(long seed) {
    Random random = new Random(seed);
    History history = new History(writer, random);
    FeedState state = loaded();
    Reader always = new Reader();
    Reader sometimes = new Reader();
    Reader away = new Reader();
    away.ask(state);
    for (int i = 0; i < 120; i++) {
      history.step();
      if (random.nextInt(3) > 0) {
        state = advanced(state);
      }
      always.ask(state);
      if (random.nextInt(10) == 0) {
        sometimes.ask(state);
      }
    }
    state = advanced(state);
    for (Reader reader : List.of(always, sometimes, away)) {
      reader.ask(state);
      assertHoldsTheStore(reader);
    }
    assertThat(always.fullLists).as("seed %d", seed).isOne();
    assertThat(away.fullLists).as("seed %d", seed).isOne();
  }

  @Test
  void readerAwayForAThousandChangesHoldsWhatOneHoldsThatSawEach() {
    History history = new History(writer, new Random(7));
    FeedState state = loaded();
    Reader present = new Reader();
    Reader away = new Reader();
    present.ask(state);
    away.ask(state);
    for (int i = 0; i < 1_000; i++) {
      history.step();
      state = advanced(state);
      present.ask(state);
    }
    away.ask(state);
    assertThat(away.fullLists).isOne();
    assertThat(away.copy.asFull(revision(state), state.stored().epoch(), signature()).toJson())
        .isEqualTo(
            present.copy.asFull(revision(state), state.stored().epoch(), signature()).toJson());
    assertHoldsTheStore(away);
  }

  @Test
  void processThatRestartedServesTheSameBytes() {
    History history = new History(writer, new Random(8));
    FeedState old = loaded();
    Cursor since = old.cursor();
    for (int i = 0; i < 50; i++) {
      history.step();
      old = advanced(old);
    }
    FeedState restarted = loaded();
    assertThat(restarted.full()).isEqualTo(old.full());
    assertThat(restarted.knows(since)).isTrue();
    assertThat(restarted.delta(since)).isEqualTo(old.delta(since));
  }

  @Test
  void siteThatChangedTenTimesStandsInTheDeltaOnceAsItIs() {
    SiteId site = SiteId.next();
    writer.site(site, DocumentText.of("{}"));
    FeedState state = loaded();
    for (int i = 1; i <= 10; i++) {
      writer.facts(site, DocumentText.of("{\"counter\":" + i + "}"));
    }
    MeshAnswer delta = advanced(state).delta(state.cursor());
    assertThat(delta.facts()).hasSize(1);
    assertThat(delta.facts().getFirst().facts().document().text()).isEqualTo("{\"counter\":10}");
    assertThat(delta.records()).isEmpty();
    assertThat(delta.mesh()).isEmpty();
  }

  @Test
  void lostLogRowDoesNotAddUpAndNobodyGetsADeltaAcrossIt() {
    SiteId site = SiteId.next();
    writer.site(site, DocumentText.of("{}"));
    FeedState before = loaded();
    writer.facts(site, DocumentText.of("{\"lost\":1}"));
    writer.loseLog(3);
    writer.facts(site, DocumentText.of("{\"lost\":2}"));
    assertThat(before.advance(since(before))).isEmpty();
    FeedState reread = loaded();
    assertThat(reread.knows(before.cursor())).isFalse();
    Reader reader = new Reader();
    reader.ask(before);
    reader.ask(reread);
    assertThat(reader.fullLists).isEqualTo(2);
    assertHoldsTheStore(reader);
  }

  @Test
  void cursorOfAnotherHistoryGetsTheFullList() {
    SiteId site = SiteId.next();
    writer.site(site, DocumentText.of("{}"));
    InMemoryFeedStore.Mesh backup = writer.copy();
    writer.facts(site, DocumentText.of("{\"gone\":1}"));
    Reader reader = new Reader();
    FeedState later = loaded();
    reader.ask(later);

    store.restore(backup);
    backup.facts(site, DocumentText.of("{\"came\":1}"));
    assertThat(later.advance(since(later))).isEmpty();
    reader.ask(loaded());
    assertThat(reader.fullLists).isEqualTo(2);
    assertHoldsTheStore(reader);
  }

  @Test
  void rowThatNamesNothingNewIsHarmless() {
    FeedState state = loaded();
    assertThat(state.advance(since(state))).containsSame(state);
  }

  @Test
  void siteThatCameBackIsForgottenAndToldAnew() {
    SiteId site = SiteId.next();
    writer.site(site, DocumentText.of("{\"life\":1}"));
    writer.facts(site, DocumentText.of("{\"counter\":1}"));
    FeedState state = loaded();
    Reader reader = new Reader();
    reader.ask(state);
    writer.remove(site);
    writer.site(site, DocumentText.of("{\"life\":2}"));
    reader.ask(advanced(state));
    assertThat(reader.fullLists).isOne();
    assertHoldsTheStore(reader);
  }

  @Test
  void logKeepsItsBoundAndOldCursorsGetTheFullList() {
    SiteId site = SiteId.next();
    writer.site(site, DocumentText.of("{}"));
    FeedState state = loaded();
    Cursor old = state.cursor();
    for (int i = 1; i <= 10_001; i++) {
      writer.facts(site, DocumentText.of("{\"counter\":" + i + "}"));
    }
    FeedState next = advanced(state);
    assertThat(next.knows(old)).isFalse();
    assertThat(next.knows(new Cursor(old.revision().next(), digestAfterOne(site)))).isTrue();
  }

  private Digest digestAfterOne(SiteId site) {
    List<LoggedChange> log = store.changesSince(mesh, new Revision(0)).orElseThrow().log();
    List<LoggedChange> ofSite = new ArrayList<>(log);
    ofSite.removeIf(row -> row.site().filter(site::equals).isEmpty());
    return ofSite.get(1).after().digest();
  }

  private FeedState loaded() {
    return FeedState.of(store.snapshot(mesh).orElseThrow());
  }

  private FeedState advanced(FeedState state) {
    return state.advance(since(state)).orElseThrow();
  }

  private Changes since(FeedState state) {
    return store.changesSince(mesh, state.stored().cursor().revision()).orElseThrow();
  }

  private void assertHoldsTheStore(Reader reader) {
    Snapshot truth = store.snapshot(mesh).orElseThrow();
    assertThat(reader.copy.meshRecord()).contains(truth.meshRecord());
    assertThat(reader.copy.records()).isEqualTo(truth.records());
    assertThat(reader.copy.facts()).isEqualTo(truth.facts());
    assertThat(reader.since).contains(truth.head().cursor());
  }

  private static Revision revision(FeedState state) {
    return state.cursor().revision();
  }

  private static Signature64 signature() {
    return InMemoryFeedStore.SIGNATURE;
  }
}
