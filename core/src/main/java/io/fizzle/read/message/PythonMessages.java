package io.fizzle.read.message;

import static io.fizzle.read.message.Specificity.CAUSE;
import static io.fizzle.read.message.Specificity.DETAIL;
import static io.fizzle.read.message.Specificity.SURFACE;
import static io.fizzle.read.message.Specificity.TRANSPORT;
import static io.fizzle.signal.FailureKind.CONNECTION;
import static io.fizzle.signal.FailureKind.PYTHON_EXCEPTION;
import static io.fizzle.signal.FailureKind.PYTHON_FATAL_SIGNAL;
import static io.fizzle.signal.FailureKind.PYTHON_MEMORY;
import static io.fizzle.signal.FailureKind.PYTHON_WORKER_CRASHED;

import java.util.List;

/**
 * Python workers: {@code PythonRunner}, {@code PythonWorkerFactory} of Spark 2.4 to 4.2. The error
 * that ends a traceback tells more than the {@code PythonException} that carries it. {@code Fatal
 * Python error} is what {@code faulthandler} prints, which Spark appends to the crash where {@code
 * spark.python.worker.faulthandler.enabled} is on. {@code MemoryError} and numpy's {@code
 * _ArrayMemoryError} mean that an allocation was refused: by {@code RLIMIT_AS}, which {@code
 * spark.executor.pyspark.memory} sets ({@code worker.py}), or by the system.
 */
final class PythonMessages {
  static final List<MessageRule> RULES =
      List.of(
          MessageRule.of(PYTHON_FATAL_SIGNAL, CAUSE)
              .pattern(
                  "Fatal Python error: (?:Segmentation fault|Bus error|Illegal instruction|Aborted"
                      + "|Floating[ -]point exception)"),
          MessageRule.of(PYTHON_MEMORY, CAUSE)
              .type("MemoryError", "_ArrayMemoryError", "ArrowMemoryError"),
          MessageRule.of(PYTHON_WORKER_CRASHED, DETAIL)
              .text(
                  "Python worker exited unexpectedly (crashed)",
                  "Python worker process terminated",
                  "Python daemon failed to launch worker"),
          MessageRule.of(CONNECTION, DETAIL)
              .text(
                  "Python worker failed to connect back",
                  "Timed out while waiting for the Python worker to connect back"),
          // the driver's JVM does not answer its own Python: why, Python does not know
          MessageRule.of(PYTHON_EXCEPTION, SURFACE).type("Py4JNetworkError"),
          MessageRule.of(PYTHON_EXCEPTION, SURFACE)
              .type("ConnectionRefusedError", "ConnectionResetError")
              .frame("py4j"),
          MessageRule.of(PYTHON_EXCEPTION, TRANSPORT).type("PythonException"),
          MessageRule.of(PYTHON_EXCEPTION, TRANSPORT).text("Error from python worker:"));

  private PythonMessages() {}
}
