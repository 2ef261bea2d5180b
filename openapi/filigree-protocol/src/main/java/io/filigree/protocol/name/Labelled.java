package io.filigree.protocol.name;

/** What a selector can choose: something with a name and labels. */
public interface Labelled {

  SiteName name();

  Labels labels();
}
