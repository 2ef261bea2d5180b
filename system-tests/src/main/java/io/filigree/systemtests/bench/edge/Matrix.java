package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Together;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.system.Archives;
import io.filigree.systemtests.system.Coordinator;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Six troubles, each for a box that joins and for one that has been a site for a while. Every link
 * that worked works; a join that cannot be says exactly why in one line. All boxes are sites of one
 * mesh with a real coordinator, which is killed for the last two of them; coordinator and
 * neighbours are known by name.
 */
final class Matrix implements Act {

  static final String COORDINATOR = "coordinator.lab";
  private static final int PORT = 51871;

  @Override
  public String name() {
    return "matrix";
  }

  @Override
  public void measure(Figures figures) {
    Path data = Archives.root().resolve("data").resolve("bench");
    Folder.delete(data);
    try (Stage stage = Stage.open(data, Coordinator.Ports.free())) {
      List<Cell> cells = cells(stage);
      Together.all(cells.stream().map(Matrix::preparing).toList());
      List<Cell.Outcome> outcomes =
          new ArrayList<>(play(stage, cells, trouble -> trouble != Trouble.COORDINATOR_DOWN));
      stage.coordinator().kill();
      outcomes.addAll(play(stage, cells, trouble -> trouble == Trouble.COORDINATOR_DOWN));
      outcomes.forEach(
          outcome -> figures.note((outcome.right() ? "right: " : "wrong: ") + outcome.words()));
      long right = outcomes.stream().filter(Cell.Outcome::right).count();
      figures.count("matrix_cells_right", right, "cells", Bar.exactly(12));
    }
  }

  private static List<Cell> cells(Stage stage) {
    Mesh mesh = stage.operator().createMesh("matrix", stage.coordinator().url(COORDINATOR));
    List<Store> neighbours = List.of(store(stage, "near-a", 20), store(stage, "near-b", 21));
    neighbours.forEach(store -> store.edge().reachedAt(store + ".lab:" + PORT));
    List<Cell> cells = new ArrayList<>();
    int number = 30;
    for (Trouble trouble : Trouble.values()) {
      cells.add(cell(stage, mesh, trouble, number++, true, neighbours));
      cells.add(cell(stage, mesh, trouble, number++, false, neighbours));
    }
    List<Store> all = new ArrayList<>(neighbours);
    cells.forEach(cell -> all.add(cell.store()));
    all.forEach(store -> learnNames(stage, store, neighbours));
    neighbours.forEach(store -> store.edge().join(mesh.token(store.name())).run());
    return cells;
  }

  private static Cell cell(
      Stage stage, Mesh mesh, Trouble trouble, int number, boolean first, List<Store> neighbours) {
    Store store = store(stage, (first ? "new-" : "old-") + number, number);
    int port = URI.create(stage.coordinator().url(COORDINATOR)).getPort();
    return new Cell(
        trouble,
        first,
        store,
        mesh.token(store.name()),
        new InetSocketAddress(stage.lab().hostAddress(), port),
        neighbours);
  }

  private static Store store(Stage stage, String name, int number) {
    return stage.build(SitePlan.store(name, number).withServices("10." + (100 + number)));
  }

  private static void learnNames(Stage stage, Store store, List<Store> neighbours) {
    store.box().learnName(COORDINATOR, stage.lab().hostAddress());
    neighbours.forEach(other -> store.box().learnName(other + ".lab", other.box().publicAddress()));
  }

  private static Callable<Boolean> preparing(Cell cell) {
    return () -> {
      cell.prepare();
      return true;
    };
  }

  private static List<Cell.Outcome> play(Stage stage, List<Cell> cells, Predicate<Trouble> chosen) {
    return Together.all(
        cells.stream()
            .filter(cell -> chosen.test(cell.trouble()))
            .<Callable<Cell.Outcome>>map(cell -> () -> cell.play(store -> reboot(stage, store)))
            .toList());
  }

  private static void reboot(Stage stage, Store store) {
    store.edge().kill();
    stage.lab().reboot(store.box());
    stage.probes().answerIn(store.box().gateway());
    stage.probes().answerIn(store.box().pod());
  }
}
