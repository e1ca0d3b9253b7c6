package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;

/** Ways out where a Python worker crashed. */
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
}
