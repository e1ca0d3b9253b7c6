/** What solved a failure: recognised in the runs that followed it. */
@NullMarked
package io.fizzle.history.solution;

import org.jspecify.annotations.NullMarked;
