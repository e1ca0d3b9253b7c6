@NullMarked
package io.fizzle.read.eventlog;

import org.jspecify.annotations.NullMarked;
