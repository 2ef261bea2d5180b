package io.filigree.edge.plan;

/**
 * One thing that could not be read or changed, for a person to read.
 *
 * @param what the thing, such as {@code route 10.43.0.0/16}
 * @param reason why not, in the words of the tool that refused
 */
public record Failure(String what, String reason) {

  @Override
  public String toString() {
    return what + ": " + reason;
  }
}
