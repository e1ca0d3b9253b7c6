/** What a history holds, for people and for programs: text, Markdown, JSON. */
@NullMarked
package io.fizzle.history.report;

import org.jspecify.annotations.NullMarked;
