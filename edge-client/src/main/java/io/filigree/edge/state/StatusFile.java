package io.filigree.edge.state;

import io.filigree.edge.agent.Heals;
import io.filigree.edge.agent.Path;
import io.filigree.edge.agent.StatusPage;
import io.filigree.edge.agent.StatusPage.PeerLine;
import io.filigree.edge.agent.StatusPage.Standing;
import io.filigree.edge.agent.StatusReport;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The page that {@code run} leaves for {@code status}, as JSON. The same text is what {@code status
 * --json} prints.
 *
 * @param page what to show
 * @param writer the process that wrote it
 */
public record StatusFile(StatusPage page, long writer) {

  /** Replaces the file; it lives in memory, so nothing is fsynced. */
  public void write(java.nio.file.Path file) throws IOException {
    java.nio.file.Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      AtomicFile.createFolder(folder);
    }
    AtomicFile.replace(file, (json().toJson() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Empty when nothing was ever written. */
  public static Optional<StatusFile> read(java.nio.file.Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          parse(JsonFields.of(Json.parse(Files.readAllBytes(file), JsonLimits.ANSWER))));
    } catch (MalformedException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** The whole of it. */
  public JsonObject json() {
    List<JsonValue> peers = new ArrayList<>();
    page.peers().forEach(peer -> peers.add(peer(peer)));
    List<JsonValue> refusals = new ArrayList<>();
    page.refusals()
        .forEach(line ->
            refusals.add(
                JsonObject.builder()
                    .put("site", line.site())
                    .put("reason", line.reason())
                    .build()));
    List<JsonValue> dropped = new ArrayList<>();
    page.dropped()
        .forEach(rule ->
            dropped.add(
                JsonObject.builder()
                    .put("what", rule.what())
                    .put("packets", rule.packets())
                    .build()));
    return JsonObject.builder()
        .put("standing", page.standing().name().toLowerCase(Locale.ROOT))
        .put("mesh", page.mesh())
        .put("site", page.site())
        .put("siteId", page.siteId())
        .put("interface", page.interfaceName())
        .put("ranges", JsonArray.ofTexts(page.ranges()))
        .put("epoch", page.epoch())
        .put("cursor", page.cursor())
        .putText("lastContact", page.lastContact())
        .put("troubles", JsonArray.ofTexts(page.troubles()))
        .put("resyncs", page.resyncs())
        .put("healed", healed(page.healed()))
        .put("dropped", new JsonArray(dropped))
        .put("peers", new JsonArray(peers))
        .put("refusals", new JsonArray(refusals))
        .put("writer", writer)
        .build();
  }

  private static JsonObject healed(Heals heals) {
    List<JsonValue> last = new ArrayList<>();
    heals
        .last()
        .forEach(heal ->
            last.add(
                JsonObject.builder()
                    .put("at", heal.at().toString())
                    .put("what", heal.what())
                    .build()));
    return JsonObject.builder()
        .put("total", heals.total())
        .put("last", new JsonArray(last))
        .build();
  }

  private static JsonObject peer(PeerLine peer) {
    return JsonObject.builder()
        .put("name", peer.name())
        .put("path", peer.path().text())
        .put("key", peer.key())
        .put("endpoint", peer.endpoint())
        .putText("handshake", peer.handshake())
        .put("ranges", JsonArray.ofTexts(peer.ranges()))
        .put("received", peer.received())
        .put("sent", peer.sent())
        .build();
  }

  private static StatusFile parse(JsonFields fields) {
    StatusPage page =
        new StatusPage(
            fields.text("standing", text -> Standing.valueOf(text.toUpperCase(Locale.ROOT))),
            fields.text("mesh"),
            fields.text("site"),
            fields.text("siteId"),
            fields.text("interface"),
            fields.texts("ranges", Function.identity()),
            fields.integer("epoch", 0, Long.MAX_VALUE),
            fields.text("cursor"),
            fields.optionalText("lastContact", Instant::parse),
            fields.texts("troubles", Function.identity()),
            fields.integer("resyncs", 0, Long.MAX_VALUE),
            fields.object("healed", StatusFile::heals),
            fields.objects("dropped", StatusFile::dropped),
            fields.objects("peers", StatusFile::peer),
            fields.objects("refusals", StatusFile::line));
    return new StatusFile(page, fields.integer("writer", 0, Long.MAX_VALUE));
  }

  private static Heals heals(JsonFields fields) {
    return new Heals(
        fields.integer("total", 0, Long.MAX_VALUE), fields.objects("last", StatusFile::heal));
  }

  private static Heals.Heal heal(JsonFields fields) {
    return new Heals.Heal(fields.text("at", Instant::parse), fields.text("what"));
  }

  private static StatusPage.Dropped dropped(JsonFields fields) {
    return new StatusPage.Dropped(
        fields.text("what"), fields.integer("packets", 0, Long.MAX_VALUE));
  }

  private static PeerLine peer(JsonFields fields) {
    return new PeerLine(
        fields.text("name"),
        fields.text("path", text -> Path.valueOf(text.toUpperCase(Locale.ROOT))),
        fields.text("key"),
        fields.text("endpoint"),
        fields.optionalText("handshake", Instant::parse),
        fields.texts("ranges", Function.identity()),
        fields.integer("received", 0, Long.MAX_VALUE),
        fields.integer("sent", 0, Long.MAX_VALUE));
  }

  private static StatusReport.Line line(JsonFields fields) {
    return new StatusReport.Line(fields.text("site"), fields.text("reason"));
  }
}
