package io.filigree.edge.agent;

/**
 * An echo that is wanted soon.
 *
 * @param patience how long the answer may take, in milliseconds
 */
public record Question(Target target, int patience) {}
