/** What the machines, the network, the cluster manager and the configuration did. */
@NullMarked
package io.fizzle.cause.infrastructure;

import org.jspecify.annotations.NullMarked;
