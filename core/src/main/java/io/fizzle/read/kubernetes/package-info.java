/** Reads what Kubernetes keeps of pods, nodes, events and Spark applications, in every form. */
@NullMarked
package io.fizzle.read.kubernetes;

import org.jspecify.annotations.NullMarked;
