package io.filigree.protocol.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of an object while it is read: few are compared, many are hashed. */
final class MemberNames {

  private static final int FEW = 16;

  private final List<String> names = new ArrayList<>(8);
  private Set<String> many = Set.of();

  /** Whether the name was not there yet. */
  boolean add(String name) {
    if (names.size() == FEW) {
      many = new HashSet<>(names);
    }
    boolean fresh = names.size() < FEW ? !names.contains(name) : many.add(name);
    names.add(name);
    return fresh;
  }

  List<String> list() {
    return names;
  }
}
