/** What Spark's REST API tells ({@code /api/v1}), saved in files or asked of a server. */
@NullMarked
package io.fizzle.read.rest;

import org.jspecify.annotations.NullMarked;
