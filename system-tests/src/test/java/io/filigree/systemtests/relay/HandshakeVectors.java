package io.filigree.systemtests.relay;

import io.filigree.protocol.json.JsonObject;
import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.system.Archives;

/** The published file of what was said, one member a line. */
final class HandshakeVectors {

  private HandshakeVectors() {}

  static void write(JsonObject said) {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < said.size(); i++) {
      text.append(i == 0 ? "\n" : ",\n").append("  \"").append(said.name(i)).append("\": {");
      append(text, (JsonObject) said.value(i));
      text.append("\n  }");
    }
    Folder.write(
        Archives.root().resolve("openapi/vectors/wireguard.json"), text.append("\n}\n").toString());
  }

  private static void append(StringBuilder text, JsonObject values) {
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "\n" : ",\n").append("    \"").append(values.name(i)).append("\": ");
      text.append(values.value(i).toJson());
    }
  }
}
