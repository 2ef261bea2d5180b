/**
 * The demo: three stores, one mesh, on one machine. The same stage serves the check that measures
 * what the product promises, and the tests.
 */
@NullMarked
package io.filigree.systemtests.demo;

import org.jspecify.annotations.NullMarked;
