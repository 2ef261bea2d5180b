package io.filigree.probe;

import io.filigree.controlplane.access.Access;
import io.filigree.controlplane.access.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Routes that go wrong in every way. */
@RestController
@RequestMapping("/api/v1/probe")
public class Probe {
  /** Stands in exceptions, and must stand in no answer. */
  public static final String SECRET = "the cause is nobody's business";

  private final AtomicInteger counted = new AtomicInteger();

  record Part(String cidr, int size) {}

  record Whole(@NotNull String name, @NotNull Boolean on, List<Part> parts) {}

  @Access(Role.VIEWER)
  @PostMapping
  Whole echo(@Valid @RequestBody Whole whole) {
    return whole;
  }

  @Access(Role.VIEWER)
  @PostMapping("/count")
  int count() {
    return counted.incrementAndGet();
  }

  @Access(Role.VIEWER)
  @GetMapping("/number")
  int number(@RequestParam int n) {
    return n;
  }

  @Access(Role.VIEWER)
  @GetMapping("/broken")
  int broken() {
    throw new IllegalStateException(SECRET);
  }

  @Access(Role.VIEWER)
  @GetMapping("/database")
  int database() {
    throw new DataAccessResourceFailureException(SECRET);
  }

  @Access(Role.OPERATOR)
  @GetMapping("/meshes/{mesh}")
  String mesh(@PathVariable String mesh) {
    return mesh;
  }

  @GetMapping("/forgotten")
  int forgotten() {
    return 1;
  }
}
