/** What a run left behind, as files: reading them, whatever their codec, and looking for lines. */
@NullMarked
package io.fizzle.lab.evidence;

import org.jspecify.annotations.NullMarked;
