package io.fizzle.read.message;

import static io.fizzle.read.message.Measure.request;
import static io.fizzle.read.message.Measure.sizes;
import static io.fizzle.read.message.Specificity.CAUSE;
import static io.fizzle.read.message.Specificity.SURFACE;
import static io.fizzle.signal.FailureKind.ARRAY_SIZE;
import static io.fizzle.signal.FailureKind.DIRECT_BUFFER;
import static io.fizzle.signal.FailureKind.GC_OVERHEAD;
import static io.fizzle.signal.FailureKind.HEAP_SPACE;
import static io.fizzle.signal.FailureKind.METASPACE;
import static io.fizzle.signal.FailureKind.NATIVE_MEMORY;
import static io.fizzle.signal.FailureKind.NATIVE_THREAD;
import static io.fizzle.signal.FailureKind.OFF_HEAP_REFUSED;
import static io.fizzle.signal.FailureKind.OUT_OF_MEMORY;

import java.util.List;

/**
 * The JVM's own memory errors. Texts: HotSpot {@code memory/universe.cpp}, {@code vmError.cpp},
 * {@code java.nio.Bits}, {@code jdk.internal.misc.Unsafe} and {@code
 * jdk.internal.util.ArraysSupport} of JDK 8, 17 and 25; Netty 4.1 {@code PlatformDependent}; Arrow
 * {@code BaseAllocator}.
 *
 * <p>A word in some other exception's message is no memory error of the JVM: except for the
 * sentences that only HotSpot and the operating system print, the type must be {@code
 * java.lang.OutOfMemoryError}.
 */
final class JvmMemoryMessages {
  private static final String OUT_OF_MEMORY_ERROR = "java.lang.OutOfMemoryError";

  static final List<MessageRule> RULES =
      List.of(
          error().kind(HEAP_SPACE).pattern("(?i)^Java heap space"),
          error().kind(GC_OVERHEAD).pattern("(?i)^GC overhead limit exceeded"),
          error()
              .kind(METASPACE)
              .pattern("(?i)^(?:Metaspace|Compressed class space|PermGen space)"),
          error().kind(DIRECT_BUFFER).pattern("(?i)^Direct buffer memory"),
          error()
              .kind(DIRECT_BUFFER)
              .pattern(
                  "^Cannot reserve (\\d{1,19}) bytes of direct buffer memory"
                      + " \\(allocated: (\\d{1,19}), limit: (\\d{1,19})\\)",
                  request(1, 2, 3)),
          error()
              .kind(OFF_HEAP_REFUSED)
              .pattern("^Unable to allocate (\\d{1,19}) bytes", sizes(1, 0)),
          error().kind(OFF_HEAP_REFUSED).pattern("^$").frame("misc.Unsafe.allocateMemory("),
          error().kind(NATIVE_THREAD).pattern("(?i)^unable to create (?:new )?native thread"),
          error().kind(NATIVE_THREAD).pattern("^Failed to create a thread: retVal"),
          error().kind(ARRAY_SIZE).pattern("(?i)^Requested array size exceeds VM limit"),
          error().kind(ARRAY_SIZE).pattern("^Required (?:array )?length (?:exceeds|too large|\\d)"),
          error().kind(ARRAY_SIZE).pattern("^$").frame(".hugeCapacity("),
          error().kind(ARRAY_SIZE).pattern("^$").frame(".hugeLength("),
          error()
              .kind(NATIVE_MEMORY)
              .pattern("(?:Out of swap space|^Map failed|^native memory exhausted)"),
          MessageRule.of(OUT_OF_MEMORY, SURFACE).type(OUT_OF_MEMORY_ERROR),
          MessageRule.of(DIRECT_BUFFER, CAUSE)
              .text("of direct memory (used: ")
              .pattern(
                  "failed to allocate (\\d{1,19}) byte\\(s\\) of direct memory"
                      + " \\(used: (\\d{1,19}), max: (\\d{1,19})",
                  request(1, 2, 3)),
          MessageRule.of(DIRECT_BUFFER, CAUSE).type("OutOfDirectMemoryError"),
          MessageRule.of(DIRECT_BUFFER, CAUSE).text("due to Netty OOM"),
          MessageRule.of(DIRECT_BUFFER, CAUSE)
              .type("org.apache.arrow.memory.OutOfMemoryException")
              .pattern(
                  "Unable to allocate buffer of size (\\d{1,19})[^\\n]{0,200}"
                      + "Current allocation: (\\d{1,19})",
                  request(1, 2, 0)),
          MessageRule.of(DIRECT_BUFFER, CAUSE).type("memory.OutOfMemoryException"),
          MessageRule.of(NATIVE_THREAD, CAUSE)
              .text("Failed to start thread", "pthread_create failed", "can't start new thread"),
          MessageRule.of(NATIVE_THREAD, CAUSE).text("error=11, Resource temporarily unavailable"),
          MessageRule.of(NATIVE_MEMORY, CAUSE)
              .text("Native memory allocation (")
              .pattern("failed to (?:map|allocate) (\\d{1,19}) bytes", sizes(1, 0)),
          MessageRule.of(NATIVE_MEMORY, CAUSE)
              .text("There is insufficient memory for the Java Runtime Environment"),
          MessageRule.of(NATIVE_MEMORY, CAUSE)
              .text("Could not reserve enough space for")
              .pattern("space for (\\d{1,15} ?KB) object heap", sizes(1, 0)),
          MessageRule.of(NATIVE_MEMORY, CAUSE)
              .text("Cannot allocate memory", "std::bad_alloc")
              .pattern(
                  "(?:error=12, |errno=12|errno 12|Errno 12|os error 12|^std::bad_alloc|:"
                      + " std::bad_alloc)"),
          // musl's words for ENOMEM, where glibc says "Cannot allocate memory"
          MessageRule.of(NATIVE_MEMORY, CAUSE)
              .type("java.io.IOException")
              .pattern("^Out of memory$"),
          MessageRule.of(ARRAY_SIZE, CAUSE)
              .text("Size exceeds Integer.MAX_VALUE", "exceeds size limitation 2147483632"),
          MessageRule.of(ARRAY_SIZE, CAUSE)
              .text("exceeding the array size limit", "Too large frame: ")
              .pattern("array size limit|Too large frame: \\d{10,12}(?!\\d)"),
          MessageRule.of(ARRAY_SIZE, CAUSE).condition("COLLECTION_SIZE_LIMIT_EXCEEDED"));

  private JvmMemoryMessages() {}

  private static MessageRule error() {
    return MessageRule.of(OUT_OF_MEMORY, CAUSE).type(OUT_OF_MEMORY_ERROR);
  }
}
