package io.filigree.controlplane.mesh;

import io.filigree.controlplane.access.Access;
import io.filigree.controlplane.access.Role;
import io.filigree.controlplane.api.Page;
import io.filigree.controlplane.api.PageQuery;
import io.filigree.controlplane.input.Input;
import io.filigree.controlplane.plan.AddressPlan;
import io.filigree.controlplane.plan.Blocks;
import io.filigree.controlplane.plan.OwnedRange;
import io.filigree.controlplane.plan.PlanAnswer;
import io.filigree.controlplane.plan.PlanProblem;
import io.filigree.controlplane.plan.RangePosition;
import io.filigree.controlplane.plan.Wish;
import io.filigree.controlplane.roster.Roster;
import io.filigree.controlplane.roster.RosterState;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.record.RangeKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is to be known about a whole mesh: its address plan and its roster. */
@Tag(name = "Meshes")
@RestController
@RequestMapping(MeshController.PATH + "/{mesh}")
class PlanController {

  private final Meshes meshes;
  private final AddressPlan plan;
  private final Roster roster;

  PlanController(Meshes meshes, AddressPlan plan, Roster roster) {
    this.meshes = meshes;
    this.plan = plan;
    this.roster = roster;
  }

  @Operation(
      summary = "See what the next site would get",
      description =
          "The next free block of each kind from the mesh's pools, the K3s settings to paste, and"
              + " how many sites of that size fit. Nothing is reserved.")
  @ApiResponse(responseCode = "200", description = "The blocks that are free now")
  @ApiResponse(responseCode = "409", description = "pool-exhausted")
  @Access(Role.VIEWER)
  @GetMapping("/plan")
  PlanAnswer plan(
      @PathVariable String mesh,
      @Parameter(
              description = "Prefix length of the pod range; absent: the pool's own",
              example = "16")
          @RequestParam(required = false)
          @Nullable Integer pod,
      @Parameter(description = "Prefix length of the service range", example = "16")
          @RequestParam(required = false)
          @Nullable Integer service) {
    MeshId id = meshes.find(mesh).orElseThrow(MeshProblem::unknown).id();
    List<Wish> wishes =
        List.of(
            Wish.of(RangeKind.TUNNEL),
            new Wish(RangeKind.POD, prefix("pod", pod)),
            new Wish(RangeKind.SERVICE, prefix("service", service)));
    return switch (plan.look(id, wishes)) {
      case Blocks.Free(var ranges) -> PlanAnswer.of(ranges, plan.room(id, wishes));
      case Blocks.Exhausted(var kind, int length) ->
          throw PlanProblem.exhausted(kind, length).exception();
      case Blocks.NoPool(var kind) -> throw PlanProblem.noPool(kind).exception();
    };
  }

  @Operation(summary = "List all ranges of a mesh by address, with their owners")
  @Access(Role.VIEWER)
  @GetMapping("/ranges")
  Page<RangeAnswer> ranges(
      @PathVariable String mesh,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    MeshId id = meshes.find(mesh).orElseThrow(MeshProblem::unknown).id();
    PageQuery page = PageQuery.of(limit, cursor);
    RangePosition after = position(page);
    return Page.of(plan.ranges(id, after, page.fetch()), page, range -> range.position().toString())
        .map(RangeAnswer::of);
  }

  @Operation(
      summary = "See where a mesh stands",
      description = "Epoch and signature of its roster, and the revision that edges are at.")
  @Access(Role.VIEWER)
  @GetMapping("/roster")
  RosterAnswer roster(@PathVariable String mesh) {
    MeshId id = meshes.find(mesh).orElseThrow(MeshProblem::unknown).id();
    return roster.state(id).map(RosterAnswer::of).orElseThrow(MeshProblem::unknown);
  }

  private static RangePosition position(PageQuery page) {
    Input input = new Input();
    Optional<RangePosition> after =
        input.optional("cursor", page.after().orElse(null), RangePosition::parse);
    input.check();
    return after.orElse(RangePosition.START);
  }

  private static OptionalInt prefix(String field, @Nullable Integer length) {
    if (length == null) {
      return OptionalInt.empty();
    }
    Input input = new Input();
    if (length < 1 || length > 128) {
      input.refuse(field, "a prefix length is 1 to 128");
    }
    input.check();
    return OptionalInt.of(length);
  }

  /**
   * A range and its owner.
   *
   * @param site the owner, if it is a site
   * @param relay the owner, if it is a relay
   */
  @Schema(name = "OwnedRange")
  record RangeAnswer(
      Optional<String> site, Optional<String> relay, String kind, String cidr, boolean routed) {
    static RangeAnswer of(OwnedRange owned) {
      return new RangeAnswer(
          owned.owner().site(),
          owned.owner().relay(),
          owned.range().kind().toString(),
          owned.range().cidr().toString(),
          owned.range().routed());
    }
  }

  /**
   * Where a mesh stands.
   *
   * @param epoch number of the newest signed roster
   * @param signature over that roster
   * @param revision change number of the feed
   * @param cursor where an edge stands that holds everything
   * @param sites sites in the roster
   */
  @Schema(name = "Roster")
  record RosterAnswer(long epoch, String signature, long revision, String cursor, long sites) {
    static RosterAnswer of(RosterState state) {
      return new RosterAnswer(
          state.epoch().value(),
          state.signature().text(),
          state.cursor().revision().value(),
          state.cursor().toString(),
          state.sites());
    }
  }
}
