package io.fizzle.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private final Guard guard = new Guard("a part");

  @ParameterizedTest
  @ValueSource(
      classes = {
        IOException.class,
        IllegalStateException.class,
        NoSuchMethodError.class,
        StackOverflowError.class,
        OutOfMemoryError.class,
        InternalError.class
      })
  void keepsWhateverIsThrownAndGivesTheFallback(Class<? extends Throwable> type) throws Exception {
    Throwable thrown = type.getConstructor().newInstance();

    assertThat(guard.call(() -> throwIt(thrown), "fallback")).isEqualTo("fallback");
  }

  @Test
  void isOffAfterThreeFailures() {
    for (int i = 0; i < 3; i++) {
      assertThat(guard.isOff()).isFalse();
      guard.run(() -> throwIt(new IllegalStateException()));
    }

    assertThat(guard.isOff()).isTrue();
    assertThat(guard.call(() -> "done", "fallback")).isEqualTo("fallback");
  }

  @Test
  void anInterruptIsNoFailureAndIsNotLost() {
    guard.run(() -> throwIt(new InterruptedException()));

    assertThat(Thread.interrupted()).isTrue();
    for (int i = 0; i < 9; i++) {
      guard.run(() -> throwIt(new InterruptedException()));
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(guard.isOff()).isFalse();
  }

  /** Whatever it is, also an error and a checked exception. */
  private static String throwIt(Throwable thrown) throws Exception {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (Exception) thrown;
  }
}
