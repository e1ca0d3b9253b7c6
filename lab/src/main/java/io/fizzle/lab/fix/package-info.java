/** Remedies put to the proof: applied exactly as the diagnosis gave them, and run. */
@NullMarked
package io.fizzle.lab.fix;

import org.jspecify.annotations.NullMarked;
