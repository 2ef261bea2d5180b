package io.filigree.edge.plan;

/** Looks at this machine and changes it for one mesh. The fake passes the same contract test. */
public interface Hands {

  /** What is there now. What could not be read counts as absent and is named in the failures. */
  ActualState observe();

  /**
   * Changes what differs and nothing else. One thing that cannot be applied never keeps the rest
   * from being applied. The interface is never torn down.
   */
  ApplyReport apply(DesiredState desired, ActualState actual);

  /** Takes away everything Filigree put on this machine; what is already gone is no failure. */
  ApplyReport removeAll();
}
