package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;

/** For a Python, or compiled packages of it, that PySpark or each other do not go with. */
final class PythonVersionRemedies {
  private PythonVersionRemedies() {}

  /**
   * @param message of the exception
   * @return empty where it tells of something else
   */
  static List<Remedy> of(String message) {
    if (message.contains("tuple index out of range") || message.contains("(got type bytes)")) {
      return List.of(
          action(
              "Use a Python that this release of Spark supports",
              "PYSPARK_PYTHON=python3.10  # or: pip install 'pyspark>=3.4'",
              "PySpark's own pickler met byte code of a newer Python: 3.8 needs Spark 3.0 or later"
                  + " (SPARK-29536), 3.11 needs Spark 3.4 or later (SPARK-41454).",
              "the function is pickled"));
    }
    if (message.contains("iteritems")) {
      return List.of(
          action(
              "Use pandas below 2.0, or Spark 3.4 or later",
              "pip install 'pandas<2'",
              "pandas 2.0 removed iteritems, which older releases of PySpark call; code of the"
                  + " application that calls it itself writes items() instead.",
              "the frame is converted"));
    }
    if (message.contains("numpy.dtype size changed")
        || message.contains("compiled against ABI")
        || message.contains("compiled using NumPy 1.x")) {
      return List.of(
          action(
              "Install the compiled packages anew for the numpy that is there, or hold numpy at the"
                  + " version that they were built for",
              "pip install --force-reinstall --no-cache-dir 'numpy<2' PACKAGE",
              "A package was compiled for another binary layout of numpy than the one that the"
                  + " workers load. Driver and workers must have the same.",
              "the module is imported"));
    }
    if (message.contains("bad magic number in ")) {
      return List.of(
          action(
              "Delete the compiled .pyc files that are shipped, and ship the sources",
              "find . -name '*.pyc' -delete; zip -r modules.zip package/",
              "Byte code of one Python cannot be loaded by another one.",
              "the module is imported"));
    }
    return ofPySpark(message);
  }

  private static List<Remedy> ofPySpark(String message) {
    if (message.contains(" does not exist in the JVM")) {
      return List.of(
          action(
              "Give Python the pyspark of the Spark that runs",
              "python -c 'import pyspark; print(pyspark.__version__, pyspark.__file__)';"
                  + " spark-submit --version",
              "The pyspark that Python found is of another release than the jars that the JVM"
                  + " loaded, and asks for what they do not have.",
              "the SparkContext is made"));
    }
    return List.of();
  }

  private static OperatorAction action(String title, String command, String why, String expected) {
    return new OperatorAction(
        title,
        command,
        why,
        Risk.low("the same is needed on the driver's machine and on every node"),
        expected);
  }
}
