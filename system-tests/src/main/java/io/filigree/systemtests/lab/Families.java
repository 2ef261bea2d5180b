package io.filigree.systemtests.lab;

/** Which kinds of addresses a line of the internet brings. */
enum Families {
  V4,
  V6,
  BOTH;

  boolean v4() {
    return this != V6;
  }

  boolean v6() {
    return this != V4;
  }
}
