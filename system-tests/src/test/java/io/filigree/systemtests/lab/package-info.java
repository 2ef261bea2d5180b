/**
 * The lab itself, tested: it isolates sites, and it leaves nothing behind. Without that no result
 * of the other tests means anything.
 */
@NullMarked
package io.filigree.systemtests.lab;

import org.jspecify.annotations.NullMarked;
