/** The one place that knows the words of Spark, the JVM, YARN and Kubernetes, for every reader. */
@NullMarked
package io.fizzle.read.message;

import org.jspecify.annotations.NullMarked;
