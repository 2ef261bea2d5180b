package io.filigree.edge.doctor;

import io.filigree.edge.host.Tool;
import java.util.ArrayList;
import java.util.List;

/** The programs nothing works without. */
final class ToolsMissing implements Check.OfMachine {

  @Override
  public List<Finding> look(Patient patient) {
    List<Finding> findings = new ArrayList<>();
    for (Tool tool : Tool.values()) {
      if (tool.required() && !patient.machine().has(tool)) {
        findings.add(
            Finding.broken(
                tool.command() + "-missing",
                tool.command() + " is not installed",
                "filigree works by it: nothing that it does can be changed or healed",
                tool.install()));
      }
    }
    return findings;
  }
}
