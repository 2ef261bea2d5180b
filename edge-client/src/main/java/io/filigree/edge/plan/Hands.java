package io.filigree.edge.plan;

import java.util.List;

/** Looks at this machine and changes it for one mesh. The fake passes the same contract test. */
public interface Hands {

  /** What is there now. What could not be read counts as absent and is named in the failures. */
  ActualState observe();

  /**
   * Changes what differs and nothing else. One thing that cannot be applied never keeps the rest
   * from being applied. The interface is never torn down.
   */
  ApplyReport apply(DesiredState desired, ActualState actual);

  /**
   * Tells WireGuard of a few peers without looking at anything; one that is refused harms only
   * itself. What it came to is for the next look to say.
   */
  ApplyReport amend(List<Operation.OfPeer> operations);

  /** Takes away everything Filigree put on this machine; what is already gone is no failure. */
  ApplyReport removeAll();
}
