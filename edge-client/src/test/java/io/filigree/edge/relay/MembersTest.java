package io.filigree.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.edge.relay.RelayRun.Pair;
import io.filigree.protocol.MalformedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Members come, go and change while the relay runs. */
class MembersTest {

  private final RelayRun run = RelayRun.attached();

  @Test
  void whoIsRemovedIsCutOffAtOnceAndOthersNoticeNothing() {
    Pair pair = run.meet(run.a, run.atA, run.b, run.atB);
    Pair other = run.meet(run.a, run.atA, run.c, run.atC);
    run.serve(Pairs.all(), run.a, run.c, run.d);
    assertThat(run.route(pair.first().seal(new byte[0]), run.atA)).isEmpty();
    assertThat(run.route(pair.second().seal(new byte[0]), run.atB)).isEmpty();
    assertThat(run.receive(run.b.initiation(run.relayKey()).message(), run.atB)).isEmpty();
    assertThat(run.route(run.a.initiation(run.b).message(), run.atA)).isEmpty();
    assertThat(run.route(other.first().seal(new byte[0]), run.atA)).isEqualTo("C");
    assertThat(run.route(other.second().seal(new byte[0]), run.atC)).isEqualTo("A");
    assertThat(run.core.snapshot().attached()).isEqualTo(3);
    assertThat(run.core.snapshot().sessions()).isEqualTo(3);
  }

  @Test
  void anOpenQuestionToOneWhoIsRemovedIsNoWayBackIn() {
    Pair pair = run.meet(run.a, run.atA, run.b, run.atB);
    Sent question =
        run.receive(pair.second().seal(new byte[0]), run.elsewhere).stream()
            .filter(one -> one.type() == 1)
            .findFirst()
            .orElseThrow();
    run.serve(Pairs.all(), run.a, run.c, run.d);
    run.answer(run.b, question, run.elsewhere);
    assertThat(run.latches()).isEmpty();
    assertThat(run.core.snapshot().attached()).isEqualTo(3);
  }

  @Test
  void whoIsAddedMayAttachAtOnce() {
    TestSite late = new TestSite("late");
    run.serve(Pairs.all(), run.a, run.b, run.c, run.d, late);
    run.attach(late, run.elsewhere);
    run.meet(run.a, run.atA, late, run.elsewhere);
  }

  @Test
  void pairsThatAreUnlinkedAreCutAtOnce() {
    Pair pair = run.meet(run.a, run.atA, run.b, run.atB);
    run.serve((x, y) -> false, run.a, run.b, run.c, run.d);
    assertThat(run.route(pair.first().seal(new byte[0]), run.atA)).isEmpty();
    assertThat(run.core.snapshot().attached()).as("they stay attached").isEqualTo(4);
    run.serve(Pairs.all(), run.a, run.b, run.c, run.d);
    run.meet(run.a, run.atA, run.b, run.atB);
  }

  @Test
  void aKeptInitiationDoesNotOutliveItsLink() {
    run.serve(Pairs.all(), run.a, run.b, run.c, run.d);
    RelayRun late = RelayRun.withMembers();
    late.attach(late.a, late.atA);
    late.route(Crafted.initiation(1, late.b), late.atA);
    late.serve((x, y) -> false, late.a, late.b);
    var session = late.handshake(late.b, late.atB);
    assertThat(late.receive(session.seal(new byte[0]), late.atB)).isEmpty();
  }

  @Test
  void theSameListAgainChangesNothing() {
    Pair pair = run.meet(run.a, run.atA, run.b, run.atB);
    run.serve(Pairs.all(), run.d, run.c, run.b, run.a);
    assertThat(run.route(pair.first().seal(new byte[0]), run.atA)).isEqualTo("B");
    assertThat(run.core.snapshot().attached()).isEqualTo(4);
  }

  @Test
  void aListInWhichTwoHaveSomethingInCommonIsNone() {
    Member a = run.a.member();
    assertThatThrownBy(() -> new Members(List.of(a, a), Pairs.all()))
        .isInstanceOf(MalformedException.class);
    Member sameKey = new Member(run.b.member().name(), a.key());
    assertThatThrownBy(() -> new Members(List.of(a, sameKey), Pairs.all()))
        .isInstanceOf(MalformedException.class);
    Member nextIsOthers =
        new Member(run.b.member().name(), run.b.key().publicKey(), Optional.of(a.key()));
    assertThatThrownBy(() -> new Members(List.of(a, nextIsOthers), Pairs.all()))
        .isInstanceOf(MalformedException.class);
  }
}
