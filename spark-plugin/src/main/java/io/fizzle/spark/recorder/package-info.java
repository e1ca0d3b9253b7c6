/** The flight recorder: measures a process, about once a second, into a file that outlives it. */
@NullMarked
package io.fizzle.spark.recorder;

import org.jspecify.annotations.NullMarked;
