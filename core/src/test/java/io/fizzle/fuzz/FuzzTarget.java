package io.fizzle.fuzz;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;

/**
 * A target of {@code build/fuzz}. In every other run of the tests it plays back what lies under its
 * name in {@code src/test/resources/io/fizzle/fuzz}: seeds, and the inputs that once broke it.
 *
 * <p>An input that takes longer than the timeout is a hang: the largest that is tried has 16 KiB,
 * which a reader is done with in milliseconds. The first also waits until the fuzzer has changed
 * all classes, which takes minutes on a busy machine.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Timeout(value = FuzzTarget.LONGEST_SECONDS, unit = SECONDS)
@FuzzTest(maxDuration = "")
@interface FuzzTarget {
  int LONGEST_SECONDS = 600;
}
