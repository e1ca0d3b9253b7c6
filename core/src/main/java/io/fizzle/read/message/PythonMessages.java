package io.fizzle.read.message;

import static io.fizzle.read.message.Specificity.DETAIL;
import static io.fizzle.read.message.Specificity.TRANSPORT;
import static io.fizzle.signal.FailureKind.CONNECTION;
import static io.fizzle.signal.FailureKind.PYTHON_EXCEPTION;
import static io.fizzle.signal.FailureKind.PYTHON_WORKER_CRASHED;

import java.util.List;

/**
 * Python workers: {@code PythonRunner}, {@code PythonWorkerFactory} of Spark 2.4 to 4.2. The error
 * that ends a traceback tells more than the {@code PythonException} that carries it.
 */
final class PythonMessages {
  static final List<MessageRule> RULES =
      List.of(
          MessageRule.of(PYTHON_WORKER_CRASHED, DETAIL)
              .text(
                  "Python worker exited unexpectedly (crashed)",
                  "Python worker process terminated",
                  "Python daemon failed to launch worker"),
          MessageRule.of(CONNECTION, DETAIL)
              .text(
                  "Python worker failed to connect back",
                  "Timed out while waiting for the Python worker to connect back"),
          MessageRule.of(PYTHON_EXCEPTION, TRANSPORT).type("PythonException"),
          MessageRule.of(PYTHON_EXCEPTION, TRANSPORT).text("Error from python worker:"));

  private PythonMessages() {}
}
