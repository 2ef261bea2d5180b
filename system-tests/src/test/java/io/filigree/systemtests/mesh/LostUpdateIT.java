package io.filigree.systemtests.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.systemtests.hollow.EdgeApi;
import io.filigree.systemtests.hollow.HollowSite;
import io.filigree.systemtests.lab.Command;
import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Updates are lost on purpose; the edge notices and ends with the right bytes. */
@OnStage
class LostUpdateIT {

  private static final String LOSE =
      """
      CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER lose BEFORE INSERT ON change_log FOR EACH ROW EXECUTE FUNCTION lose();
      """;
  private static final String FIND = "DROP TRIGGER lose ON change_log; DROP FUNCTION lose()";

  @Test
  void aChangeLogRowThatIsLostUnderAWaitingEdgeIsNoticed(Stage stage) throws Exception {
    Mesh mesh = stage.mesh("lost-row");
    Store store = joined(stage, mesh, "lost-row");
    sql(stage, LOSE);
    mesh.label(store.name(), "lost", "yes");
    sql(stage, FIND);
    mesh.label(store.name(), "lost", "no");
    Meshed.awaitCursors(mesh, List.of(store));
    stage.demolish(store);
  }

  @Test
  void anOlderDatabaseIsNoticed(Stage stage) throws Exception {
    Mesh mesh = stage.mesh("restored");
    Store store = joined(stage, mesh, "restored");
    Mover mover = new Mover(mesh);
    mover.moveTo(1, "198.51.100.1:1001");
    awaitEndpoint(store, mover, "198.51.100.1:1001");
    Path database = stage.coordinator().data().resolve("postgres");
    Path backup = stage.lab().directory().resolve("backup");

    stage.coordinator().stop();
    copy(database, backup);
    stage.coordinator().startAgain();
    stage.coordinator().awaitReady();
    mover.moveTo(2, "198.51.100.1:1002");
    awaitEndpoint(store, mover, "198.51.100.1:1002");

    stage.coordinator().stop();
    Folder.delete(database);
    copy(backup, database);
    stage.coordinator().startAgain();
    stage.coordinator().awaitReady();
    mover.moveTo(3, "198.51.100.1:1003");
    awaitEndpoint(store, mover, "198.51.100.1:1003");
    Meshed.awaitCursors(mesh, List.of(store));
    stage.demolish(store);
  }

  private static Store joined(Stage stage, Mesh mesh, String name) {
    Store store = stage.build(SitePlan.store(name, 42));
    store.edge().join(mesh.token(name)).run();
    Meshed.awaitCursors(mesh, List.of(store));
    return store;
  }

  private static void awaitEndpoint(Store store, Mover mover, String endpoint) {
    Meshed.eventually(
        "the peer is at " + endpoint,
        () ->
            WireGuard.peer(store.box(), mover.site.wireGuard().toBase64())
                .filter(peer -> peer.endpoint().equals(endpoint))
                .isPresent());
  }

  /** A hollow site that moves about. */
  private static final class Mover {

    private final HollowSite site = new HollowSite("mover");
    private final EdgeApi coordinator;
    private final MeshId mesh;
    private final SiteId id;

    Mover(Mesh of) {
      JoinToken token = JoinToken.parse(of.token("mover"));
      coordinator = EdgeApi.of(token);
      mesh = token.trust().mesh();
      id =
          coordinator
              .send(site.join(token, Map.of("pod", "10.61.0.0/16")))
              .expect(201)
              .json()
              .text("siteId", SiteId::parse);
    }

    void moveTo(long counter, String endpoint) {
      coordinator.send(site.announce(mesh, id, counter, endpoint)).expect(204);
    }
  }

  private static void sql(Stage stage, String text) throws SQLException, IOException {
    Path data = stage.coordinator().data();
    String url =
        "jdbc:postgresql://127.0.0.1:"
            + Files.readString(data.resolve("postgres.port")).strip()
            + "/postgres";
    String password = Files.readString(data.resolve("postgres.password")).strip();
    try (Connection connection = DriverManager.getConnection(url, "postgres", password);
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    assertThat(to).doesNotExist();
    Command.of("cp", "-a", from.toString(), to.toString()).run();
  }
}
