package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;

/** Ways out where Python crashed, or ran out of memory beside the driver. */
public final class PythonRemedies {
  private PythonRemedies() {}

  /** For a worker that a signal ended in native code of one of Python's packages. */
  public static List<Remedy> extension() {
    return List.of(
        new OperatorAction(
            "Pin the Python package whose native code crashed to another version, the same on all"
                + " nodes",
            "python -X faulthandler -c 'import PACKAGE'; pip freeze",
            "The traceback under \"Fatal Python error\" ends in the call that crashed. Most often a"
                + " package was built for another Python, numpy or Arrow than the worker runs"
                + " with.",
            Risk.low("the package may behave otherwise in its other version"),
            "the same task ends without a crash of its Python worker"));
  }

  /** For the program's own Python process, which holds what is brought to it. */
  public static List<Remedy> driverMemory() {
    return List.of(
        new CodeChange(
            "Bring fewer rows, or none, into the driver's Python",
            "frame.write.parquet(path)  # or .limit(N) before toPandas() and collect()",
            "toPandas(), collect() and objects of the program itself lie in the Python process of"
                + " the driver. spark.driver.memory is the JVM's beside it; in a container"
                + " spark.driver.memoryOverhead is what Python lives in.",
            Risk.low("a change in the user's code"),
            "no MemoryError in the driver"));
  }

  /** For a {@code RecursionError}: Python counts its calls, whatever the JVM's stacks are. */
  public static List<Remedy> recursion() {
    return List.of(
        new CodeChange(
            "Turn the recursion that the traceback shows into a loop, or limit its depth",
            "sys.setrecursionlimit(10000)  # inside the function; only where the depth is known",
            "Python stops at a count of nested calls (1000 by default). No option of the JVM"
                + " changes that: a Python worker is a process of its own.",
            Risk.low("a change in the user's code"),
            "no RecursionError whatever the data"));
  }
}
