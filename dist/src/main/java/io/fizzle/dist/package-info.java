/** What an archive holds besides the program, made from the program's own commands. */
@NullMarked
package io.fizzle.dist;

import org.jspecify.annotations.NullMarked;
