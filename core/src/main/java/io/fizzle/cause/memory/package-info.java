/** Memory that ran out: heap, container, node and the pools beside the heap. */
@NullMarked
package io.fizzle.cause.memory;

import org.jspecify.annotations.NullMarked;
