/**
 * A real Postgres and a real coordinator for integration tests. One server per JVM, one fresh
 * database per test class, nothing mocked.
 */
@NullMarked
package io.filigree.controlplane.testing;

import org.jspecify.annotations.NullMarked;
