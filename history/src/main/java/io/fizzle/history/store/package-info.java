/** Histories in SQLite and PostgreSQL: one schema, one set of statements. */
@NullMarked
package io.fizzle.history.store;

import org.jspecify.annotations.NullMarked;
