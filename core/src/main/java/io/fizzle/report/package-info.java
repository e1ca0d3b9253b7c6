/** Diagnoses for people and programs: text, JSON, Markdown; each a function of the diagnosis. */
@NullMarked
package io.fizzle.report;

import org.jspecify.annotations.NullMarked;
