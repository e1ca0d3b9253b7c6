package io.fizzle.history.analysis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** What another thread finds out: a database answers several at once, and so does a processor. */
final class Meanwhile<T> {
  private final CompletableFuture<T> answer;

  private Meanwhile(CompletableFuture<T> answer) {
    this.answer = answer;
  }

  static <T> Meanwhile<T> of(Supplier<T> asking) {
    return new Meanwhile<>(CompletableFuture.supplyAsync(asking));
  }

  /** What was found out already. */
  static <T> Meanwhile<T> known(T answer) {
    return new Meanwhile<>(CompletableFuture.completedFuture(answer));
  }

  /** Waits for the answer; throws what asking threw. */
  T get() {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw e;
    }
  }
}
