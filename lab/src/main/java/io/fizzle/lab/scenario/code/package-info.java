/** Programs, class paths and inputs that are wrong, on a Spark that is sound. */
@NullMarked
package io.fizzle.lab.scenario.code;

import org.jspecify.annotations.NullMarked;
