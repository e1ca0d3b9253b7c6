@NullMarked
package io.fizzle.remedy;

import org.jspecify.annotations.NullMarked;
