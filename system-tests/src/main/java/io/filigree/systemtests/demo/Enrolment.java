package io.filigree.systemtests.demo;

import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.net.Cidr;
import io.filigree.systemtests.hollow.EdgeApi;
import io.filigree.systemtests.hollow.HollowSite;
import io.filigree.systemtests.hollow.SignedCall;
import io.filigree.systemtests.lab.Together;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.system.Http.Answer;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Many sites enrol in the same moment. */
final class Enrolment {

  private static final int RIVALS = 50;
  private static final int PLANNED = 30;

  private final Stage stage;

  Enrolment(Stage stage) {
    this.stage = stage;
  }

  void measure(Figures figures) {
    Mesh mesh = stage.mesh("enrolment");
    oneTokenForAll(mesh, figures);
    nextFreeRanges(mesh, figures);
  }

  private void oneTokenForAll(Mesh mesh, Figures figures) {
    JoinToken token = JoinToken.parse(mesh.openToken());
    List<Answer> answers =
        atOnce(
            RIVALS,
            token,
            i ->
                new HollowSite("rival-" + i)
                    .join(token, Map.of("pod", "10." + (100 + i) + ".0.0/16")));
    long joined = answers.stream().filter(answer -> answer.status() == 201).count();
    long refused = answers.stream().filter(Enrolment::saysSpent).count();
    figures.count("one_token_joins", joined, "sites", Bar.exactly(1));
    answers.stream().filter(Enrolment::unclear).forEach(figures::note);
    figures.count("one_token_refusals", refused, "clients", Bar.exactly(RIVALS - 1));
  }

  private static boolean unclear(Answer answer) {
    return answer.status() != 201 && !saysSpent(answer);
  }

  private static boolean saysSpent(Answer answer) {
    return answer.status() == 409 && answer.json().text("type").endsWith("/token-spent");
  }

  private void nextFreeRanges(Mesh mesh, Figures figures) {
    JoinToken token = JoinToken.parse(mesh.reusableToken());
    List<Answer> answers =
        atOnce(PLANNED, token, i -> new HollowSite("planned-" + i).joinPlanned(token, 16, 16));
    List<Cidr> taken = new ArrayList<>();
    int joined = 0;
    for (Answer answer : answers) {
      List<Cidr> own = answer.status() == 201 ? ranges(answer.json()) : List.of();
      boolean disjoint = own.stream().noneMatch(a -> taken.stream().anyMatch(a::overlaps));
      joined += !own.isEmpty() && disjoint ? 1 : 0;
      taken.addAll(own);
    }
    figures.count("planned_joins", joined, "sites", Bar.exactly(PLANNED));
  }

  private static List<Cidr> ranges(JsonFields answer) {
    return answer.objects("ranges", range -> range.text("cidr", Cidr::parse));
  }

  /** What each site asks for. */
  private interface Wish {
    SignedCall of(int number);
  }

  private List<Answer> atOnce(int sites, JoinToken token, Wish wish) {
    List<Callable<Answer>> calls =
        IntStream.range(0, sites)
            .mapToObj(wish::of)
            .<Callable<Answer>>map(call -> () -> EdgeApi.of(token).send(call))
            .toList();
    return Together.all(calls);
  }
}
