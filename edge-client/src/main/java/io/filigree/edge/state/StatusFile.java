package io.filigree.edge.state;

import io.filigree.edge.agent.Heals;
import io.filigree.edge.agent.Nat;
import io.filigree.edge.agent.NatType;
import io.filigree.edge.agent.Stand;
import io.filigree.edge.agent.StatusPage;
import io.filigree.edge.agent.StatusPage.Standing;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.json.JsonWriter;
import io.filigree.protocol.roster.Epoch;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
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
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      AtomicFile.createFolder(folder);
    }
    AtomicFile.replace(file, channel -> write(Channels.newOutputStream(channel)));
  }

  /** Bit by bit: with 5,000 peers it is more than a megabyte. */
  private void write(OutputStream out) throws IOException {
    try {
      JsonWriter.to(out).value(json()).flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    out.write('\n');
  }

  /** Empty when nothing was ever written. */
  public static Optional<StatusFile> read(Path file) throws IOException {
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
    JsonObject.Builder whole =
        JsonObject.builder()
            .put("standing", page.standing().name().toLowerCase(Locale.ROOT))
            .put("mesh", page.mesh())
            .put("site", page.site())
            .put("siteId", page.siteId())
            .put("interface", page.interfaceName())
            .put("ranges", JsonArray.ofTexts(page.ranges()))
            .put("epoch", page.epoch())
            .put("cursor", page.cursor());
    page.offered().ifPresent(stand -> whole.put("offered", stand(stand)));
    return whole
        .put("reachable", page.reachable())
        .putText("lastContact", page.lastContact())
        .put("nat", nat(page.nat()))
        .put("relays", each(page.relays(), RelayText::json))
        .put("troubles", JsonArray.ofTexts(page.troubles()))
        .put("resyncs", page.resyncs())
        .put("healed", healed(page.healed()))
        .put("dropped", each(page.dropped(), StatusFile::dropped))
        .put("peers", each(page.peers(), PeerText::json))
        .put("refusals", each(page.refusals(), StatusFile::refused))
        .put("writer", writer)
        .build();
  }

  private static <T> JsonArray each(List<T> items, Function<T, JsonValue> json) {
    List<JsonValue> values = new ArrayList<>(items.size());
    items.forEach(item -> values.add(json.apply(item)));
    return new JsonArray(values);
  }

  private static JsonObject refused(StatusPage.Refused refused) {
    return JsonObject.builder()
        .put("site", refused.site())
        .put("code", refused.code())
        .put("reason", refused.reason())
        .build();
  }

  private static JsonObject dropped(StatusPage.Dropped rule) {
    return JsonObject.builder().put("what", rule.what()).put("packets", rule.packets()).build();
  }

  private static JsonObject healed(Heals heals) {
    return JsonObject.builder()
        .put("total", heals.total())
        .put("last", each(heals.last(), StatusFile::heal))
        .build();
  }

  private static JsonObject heal(Heals.Heal heal) {
    return JsonObject.builder().put("at", heal.at().toString()).put("what", heal.what()).build();
  }

  private static JsonObject stand(Stand stand) {
    return JsonObject.builder()
        .put("epoch", stand.epoch().value())
        .put("cursor", stand.cursor().toString())
        .build();
  }

  private static JsonObject nat(Nat nat) {
    return JsonObject.builder()
        .put("type", nat.type().text())
        .put("seen", JsonArray.ofTexts(nat.seen()))
        .build();
  }

  private static Nat nat(JsonFields fields) {
    return new Nat(
        fields.text("type", text -> NatType.valueOf(text.toUpperCase(Locale.ROOT))),
        fields.texts("seen", Function.identity()));
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
            fields.optionalObject("offered", StatusFile::stand),
            fields.flag("reachable"),
            fields.optionalText("lastContact", Instant::parse),
            fields.optionalObject("nat", StatusFile::nat).orElseGet(Nat::unknown),
            fields.optionalObjects("relays", RelayText::parse),
            fields.texts("troubles", Function.identity()),
            fields.integer("resyncs", 0, Long.MAX_VALUE),
            fields.object("healed", StatusFile::heals),
            fields.objects("dropped", StatusFile::dropped),
            fields.objects("peers", PeerText::parse),
            fields.objects("refusals", StatusFile::refused));
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

  private static Stand stand(JsonFields fields) {
    return new Stand(
        fields.text("cursor", Cursor::parse),
        new Epoch(fields.integer("epoch", 0, Long.MAX_VALUE)));
  }

  private static StatusPage.Refused refused(JsonFields fields) {
    return new StatusPage.Refused(fields.text("site"), fields.text("code"), fields.text("reason"));
  }
}
