/** Real Spark on this machine: its jars from Maven Central, its processes, a cluster of them. */
@NullMarked
package io.fizzle.lab.spark;

import org.jspecify.annotations.NullMarked;
