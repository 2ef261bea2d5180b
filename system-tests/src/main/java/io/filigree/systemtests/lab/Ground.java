package io.filigree.systemtests.lab;

/** A place in a lab where sites of one topology are built, beside each other. */
public interface Ground {

  /** Builds one more site there. */
  SiteBox build(SitePlan plan);
}
