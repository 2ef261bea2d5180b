package io.filigree.systemtests.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.filigree.controlplane.feed.WireText;
import io.filigree.edge.agent.FeedReply;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.feed.MeshAnswer;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes something else of an answer of the coordinator, as the client would read it. */
final class Spoiler {

  private final World world;

  Spoiler(World world) {
    this.world = world;
  }

  boolean wants() {
    return world.dice.oneIn(30);
  }

  FeedReply spoil(WireText honest, long inbox) {
    return switch (world.dice.below(3)) {
      case 0 -> read(cut(honest.bytes()), inbox);
      case 1 -> read(altered(honest.bytes()), inbox);
      default -> read(emptied(honest.read()).toJson().getBytes(UTF_8), inbox);
    };
  }

  private byte[] cut(byte[] json) {
    world.count(Happening.ANSWER_CUT);
    return Arrays.copyOf(json, world.dice.below(json.length));
  }

  private byte[] altered(byte[] json) {
    world.count(Happening.ANSWER_ALTERED);
    int at = world.dice.below(json.length);
    json[at] = (byte) (json[at] == '1' ? '2' : '1');
    return json;
  }

  /** Well-formed, and without a single site. */
  private MeshAnswer emptied(MeshAnswer honest) {
    world.count(Happening.ANSWER_EMPTY);
    return new MeshAnswer(
        honest.cursor(),
        honest.epoch(),
        honest.signature(),
        true,
        Optional.of(world.book.meshRecord()),
        List.of(),
        List.of(),
        List.of());
  }

  private FeedReply read(byte[] json, long inbox) {
    try {
      MeshAnswer answer = MeshAnswer.parse(new ByteArrayInputStream(json));
      return new FeedReply.News(answer, inbox, Optional.of(world.wall()));
    } catch (MalformedException refused) {
      return new FeedReply.Failed(String.valueOf(refused.getMessage()));
    }
  }
}
