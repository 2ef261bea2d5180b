package io.filigree.edge.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {

  @Test
  void aBodyOfTheLimitIsRead() throws IOException {
    try (InputStream body = body(10, System.nanoTime() + 60_000_000_000L)) {
      assertThat(body.readAllBytes()).hasSize(10);
    }
  }

  @Test
  void aLongerBodyEndsInAnError() throws IOException {
    try (InputStream body = body(9, System.nanoTime() + 60_000_000_000L)) {
      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aBodyThatTakesTooLongEndsInAnError() throws IOException {
    try (InputStream body = body(10, System.nanoTime() - 1)) {
      assertThatThrownBy(body::readAllBytes).hasMessageContaining("too long");
    }
  }

  private static InputStream body(long limit, long deadline) {
    return new BoundedBody(new ByteArrayInputStream(new byte[10]), limit, deadline);
  }
}
