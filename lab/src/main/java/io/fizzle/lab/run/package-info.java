/** One run of a scenario: submitted, made to fail, collected, proved, kept or thrown away. */
@NullMarked
package io.fizzle.lab.run;

import org.jspecify.annotations.NullMarked;
