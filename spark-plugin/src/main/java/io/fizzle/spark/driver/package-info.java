/** The driver's side: every executor's last minutes, and an answer at the moment of a loss. */
@NullMarked
package io.fizzle.spark.driver;

import org.jspecify.annotations.NullMarked;
