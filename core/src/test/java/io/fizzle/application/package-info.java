@NullMarked
package io.fizzle.application;

import org.jspecify.annotations.NullMarked;
