package io.filigree.systemtests.relay;

import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.system.Archives;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code filigree relay} at a public place, as its owner installs it. */
public final class RelayProcess {

  /** The address of one that is alone. */
  public static final String ADDRESS = "10.99.0.1";

  public static final int PORT = 51900;

  private static final Duration START = Duration.ofSeconds(20);

  private final SiteBox box;
  private final String address;
  private final WireGuardPrivateKey key = WireGuardPrivateKey.generate();
  private final WireGuardPublicKey publicKey = key.publicKey();
  private final RelayRun run;

  /** Whom it serves. */
  public record Guest(String name, WireGuardPublicKey key) {}

  public RelayProcess(SiteBox box) {
    this(box, ADDRESS);
  }

  /** One with another address in the mesh. */
  public RelayProcess(SiteBox box, String address) {
    this.box = box;
    this.address = address;
    this.run = new RelayRun(box, Archives.classArchive(box.directory().resolve("classes.jsa")));
    Folder.write(run.state().resolve("relay/relay.key"), key.toBase64() + "\n");
  }

  public WireGuardPublicKey publicKey() {
    return publicKey;
  }

  public String address() {
    return address;
  }

  /** Where sites find it. */
  public String endpoint() {
    return box.publicAddress() + ":" + PORT;
  }

  public SiteBox box() {
    return box;
  }

  /** Writes the file it reads; a running one notices. Everybody may reach everybody. */
  public void serve(List<Guest> guests) {
    List<JsonValue> members = new ArrayList<>();
    for (Guest guest : guests) {
      members.add(
          JsonObject.builder()
              .put("name", guest.name())
              .put("key", guest.key().toBase64())
              .build());
    }
    JsonObject file =
        JsonObject.builder()
            .put("format", 1)
            .put("listen", JsonArray.ofTexts(List.of("0.0.0.0:" + PORT)))
            .put("address", address)
            .put("members", new JsonArray(members))
            .build();
    Folder.write(configuration(), file.toJson());
  }

  private Path configuration() {
    return box.directory().resolve("relay.json");
  }

  /** Starts it and waits until it listens. */
  public void start() {
    startAgain();
    if (!Wait.upTo(START, () -> output().contains(" relay key="))) {
      throw new IllegalStateException("the relay did not start: " + output());
    }
  }

  /** Starts it and does not wait. */
  public void startAgain() {
    run.start("--config", configuration().toString());
  }

  /** {@code kill -9}. */
  public void kill() {
    run.kill();
  }

  /** SIGTERM. */
  public void stop() {
    run.stop();
  }

  /** It will not remember where the sites were. */
  public void forget() {
    try {
      Files.deleteIfExists(run.state().resolve("relay/relay.state"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that the last run has printed. */
  public String output() {
    return run.output();
  }

  public long pid() {
    return run.pid();
  }

  /** How often a site has proven where it is, since the last start. */
  public long latches() {
    return output().lines().filter(line -> line.contains(" latched site=")).count();
  }

  /** What it last wrote of itself, about a second ago at most. */
  public RelayReport report() {
    return run.report();
  }

  public long attached() {
    return run.report().number("attached");
  }

  /** How many keys it serves, as it last read its file. */
  public long members() {
    return run.report().number("members");
  }

  public long count(String what) {
    return run.report().count(what);
  }
}
