package io.filigree.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntTableTest {

  @Test
  void itAgreesWithAMap() {
    IntTable<String> table = new IntTable<>();
    Map<Integer, String> map = new HashMap<>();
    Random random = new Random(5);
    for (int i = 0; i < 100_000; i++) {
      int key = random.nextInt(400) * (random.nextBoolean() ? 1 : 0x0001_0000);
      if (random.nextInt(5) < 3) {
        table.put(key, "v" + i);
        map.put(key, "v" + i);
      } else {
        table.remove(key);
        map.remove(key);
      }
      assertThat(table.size()).isEqualTo(map.size());
      assertThat(table.get(key)).isEqualTo(map.get(key));
    }
    map.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
    table.removeIf(value -> value.endsWith("7"));
    map.values().removeIf(value -> value.endsWith("7"));
    assertThat(table.size()).isEqualTo(map.size());
    Map<String, Boolean> visited = new HashMap<>();
    table.forEach(value -> visited.put(value, true));
    assertThat(visited.keySet()).containsExactlyInAnyOrderElementsOf(map.values());
  }
}
