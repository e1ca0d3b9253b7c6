package io.fizzle.read.message;

import static io.fizzle.read.message.Specificity.CAUSE;
import static io.fizzle.read.message.Specificity.ROOT;
import static io.fizzle.signal.FailureKind.CLASS_MISSING;
import static io.fizzle.signal.FailureKind.NOT_SERIALIZABLE;
import static io.fizzle.signal.FailureKind.STACK_OVERFLOW;
import static io.fizzle.signal.FailureKind.VERSION_CONFLICT;

import java.util.List;

/**
 * Code that cannot be sent, found or linked. Texts: {@code ClosureCleaner} and {@code DataSource}
 * of Spark, the JVM's linkage errors (JVMS 5.4), {@code InvalidClassException} of {@code
 * ObjectStreamClass}, CPython's import errors.
 */
final class CodeMessages {
  static final List<MessageRule> RULES =
      List.of(
          MessageRule.of(NOT_SERIALIZABLE, CAUSE).type("java.io.NotSerializableException"),
          MessageRule.of(NOT_SERIALIZABLE, CAUSE)
              .text("Task not serializable", "Could not serialize object: ")
              .pattern("^(?:Task not serializable|Could not serialize object: )"),
          MessageRule.of(NOT_SERIALIZABLE, CAUSE).text("had a not serializable result: "),
          MessageRule.of(NOT_SERIALIZABLE, CAUSE).type("PicklingError"),
          MessageRule.of(STACK_OVERFLOW, CAUSE).type("StackOverflowError"),
          MessageRule.of(STACK_OVERFLOW, CAUSE).type("RecursionError"),
          MessageRule.of(CLASS_MISSING, CAUSE).type("ClassNotFoundException"),
          MessageRule.of(CLASS_MISSING, CAUSE)
              .type("NoClassDefFoundError")
              .pattern("^(?!Could not initialize class )"),
          MessageRule.of(CLASS_MISSING, CAUSE)
              .text("Could not find or load main class ", "Failed to load class ")
              .pattern("^(?:Error: )?(?:Could not find or load main|Failed to load) class "),
          MessageRule.of(CLASS_MISSING, CAUSE).type("ModuleNotFoundError"),
          MessageRule.of(CLASS_MISSING, CAUSE)
              .text("No module named ")
              .pattern("(?:^|: )No module named "),
          MessageRule.of(CLASS_MISSING, CAUSE)
              .type("ClassCastException")
              .text("cannot assign instance of ")
              .pattern(
                  "cannot assign instance of (?:java\\.lang\\.invoke\\.SerializedLambda"
                      + "|scala\\.collection\\.[\\w.$]{1,80}SerializationProxy)"),
          MessageRule.of(CLASS_MISSING, CAUSE)
              .text(
                  "Failed to find data source: ", "No FileSystem for scheme", "No suitable driver"),
          MessageRule.of(CLASS_MISSING, CAUSE)
              .condition("DATA_SOURCE_NOT_FOUND", "CANNOT_LOAD_FUNCTION_CLASS"),
          MessageRule.of(CLASS_MISSING, CAUSE)
              .type("UnsatisfiedLinkError")
              .text(
                  "java.library.path",
                  "cannot open shared object file",
                  "Error loading shared library ",
                  "failed to map segment from shared object",
                  "org.apache.hadoop.io.nativeio.NativeIO$Windows"),
          MessageRule.of(VERSION_CONFLICT, CAUSE)
              .type(
                  "NoSuchMethodError",
                  "NoSuchFieldError",
                  "AbstractMethodError",
                  "IncompatibleClassChangeError",
                  "UnsupportedClassVersionError",
                  "IllegalAccessError",
                  "VerifyError",
                  "InaccessibleObjectException"),
          MessageRule.of(VERSION_CONFLICT, CAUSE)
              .type("InvalidClassException")
              .pattern("^(?![^\\n]{0,1000}no valid constructor)"),
          MessageRule.of(VERSION_CONFLICT, CAUSE)
              .type("UnsatisfiedLinkError")
              .text("GLIBC", "undefined symbol", "wrong ELF class"),
          MessageRule.of(VERSION_CONFLICT, CAUSE)
              .text(
                  "Python in worker has different version",
                  "is not compatible with the version of Spark",
                  "requires Jackson Databind version",
                  "Unsupported class file major version ",
                  "getSubject is not supported",
                  "getSubject is supported only if a security manager is allowed"),
          MessageRule.of(VERSION_CONFLICT, CAUSE)
              .text(
                  "numpy.dtype size changed, may indicate binary incompatibility",
                  "module compiled against ABI version",
                  "A module that was compiled using NumPy 1.x cannot be run in",
                  "'DataFrame' object has no attribute 'iteritems'",
                  "'Series' object has no attribute 'iteritems'"),
          // PySpark asks its own half in the JVM for what another Spark does not have
          MessageRule.of(VERSION_CONFLICT, CAUSE)
              .type("Py4JError")
              .pattern(
                  "^org\\.apache\\.spark\\.api\\.python\\.[\\w.$]{1,200} does not exist in the"
                      + " JVM"),
          // byte code that another Python compiled
          MessageRule.of(VERSION_CONFLICT, CAUSE).type("ImportError").text("bad magic number in "),
          // PySpark's own pickler met byte code of a newer Python
          MessageRule.of(VERSION_CONFLICT, ROOT)
              .text("Could not serialize object: IndexError: tuple index out of range"),
          MessageRule.of(VERSION_CONFLICT, CAUSE)
              .type("TypeError")
              .text("an integer is required (got type bytes)")
              .frame("cloudpickle"),
          MessageRule.of(VERSION_CONFLICT, CAUSE).condition("PYTHON_VERSION_MISMATCH"));

  private CodeMessages() {}
}
