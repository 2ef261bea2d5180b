package io.filigree.systemtests.bench.edge;

import java.time.Duration;

/** What is wrong with a box, or with what it needs. */
enum Trouble {
  COORDINATOR_DOWN("coordinator down", "no answer from ", 15),
  DNS_DOWN("DNS down", ".lab", 45),
  CLOCK_1970("clock 1970", "clock", 45),
  DISK_FULL("disk full", "No space left", 45),
  FILE_TORN("file torn", "damaged", 45),
  WIREGUARD_GO_KILLED("wireguard-go killed", "interface filigree0\"", 60);

  private final String words;
  private final String confession;
  private final int patience;

  /**
   * @param confession what a line must hold to say exactly why a link does not work
   * @param patience how long a link may take, in seconds
   */
  Trouble(String words, String confession, int patience) {
    this.words = words;
    this.confession = confession;
    this.patience = patience;
  }

  boolean isNamedIn(String line) {
    return line.contains(confession);
  }

  Duration patience() {
    return Duration.ofSeconds(patience);
  }

  @Override
  public String toString() {
    return words;
  }
}
