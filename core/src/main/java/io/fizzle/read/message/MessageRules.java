package io.fizzle.read.message;

import static io.fizzle.read.message.Specificity.SURFACE;
import static io.fizzle.read.message.Specificity.UNKNOWN;
import static io.fizzle.read.message.Specificity.WRAPPER;

import io.fizzle.read.message.Link.Origin;
import io.fizzle.read.message.Measure.Numbers;
import io.fizzle.signal.FailureKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every wording that is known, most specific first. */
final class MessageRules {
  /** Classes that carry another failure and say nothing themselves. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "SparkException",
          "SparkRuntimeException",
          "SparkDriverExecutionException",
          "SparkUserAppException",
          "Py4JJavaError",
          "ExecutionException",
          "CompletionException",
          "UncheckedExecutionException",
          "InvocationTargetException",
          "UndeclaredThrowableException",
          "PrivilegedActionException",
          "ExceptionInInitializerError",
          "StreamingQueryException",
          "RemoteException",
          "QueryExecutionException",
          "HiveException",
          "HiveSQLException");

  private static final Map<String, List<MessageRule>> FAMILIES =
      Map.ofEntries(
          Map.entry("access", AccessMessages.RULES),
          Map.entry("code", CodeMessages.RULES),
          Map.entry("collateral", CollateralMessages.RULES),
          Map.entry("commit", CommitMessages.RULES),
          Map.entry("configuration", ConfigurationMessages.RULES),
          Map.entry("data", DataMessages.RULES),
          Map.entry("disk", DiskMessages.RULES),
          Map.entry("driver limit", DriverLimitMessages.RULES),
          Map.entry("jvm memory", JvmMemoryMessages.RULES),
          Map.entry("network", NetworkMessages.RULES),
          Map.entry("python", PythonMessages.RULES),
          Map.entry("scheduling", SchedulingMessages.RULES),
          Map.entry("shuffle", ShuffleMessages.RULES),
          Map.entry("spark memory", SparkMemoryMessages.RULES),
          Map.entry("sql", SqlMessages.RULES));

  private static final List<MessageRule> SORTED =
      families().values().stream()
          .flatMap(List::stream)
          .sorted(Comparator.comparing(MessageRule::specificity).reversed())
          .toList();

  private MessageRules() {}

  /**
   * What a link says.
   *
   * @param specificity how much that is, compared with the other links of the chain
   */
  record Verdict(FailureKind kind, Specificity specificity, Numbers numbers) {
    Verdict(FailureKind kind, Specificity specificity) {
      this(kind, specificity, Numbers.UNTOLD);
    }
  }

  /** The rules by family, in the order of the families' names. */
  static Map<String, List<MessageRule>> families() {
    return new TreeMap<>(FAMILIES);
  }

  /** The most specific reading of one link. */
  static Verdict judge(Link link) {
    if (link.verdict() != null) {
      return new Verdict(link.verdict(), Specificity.COLLATERAL);
    }
    for (MessageRule rule : SORTED) {
      Numbers numbers = rule.match(link);
      if (numbers != null) {
        return new Verdict(rule.kind(), rule.specificity(), numbers);
      }
    }
    if (WRAPPERS.contains(link.simpleType())
        || link.type().isEmpty()
        || link.origin() == Origin.WRAPPING) {
      return new Verdict(FailureKind.OTHER, WRAPPER);
    }
    return link.origin() == Origin.PYTHON
        ? new Verdict(FailureKind.PYTHON_EXCEPTION, SURFACE)
        : new Verdict(FailureKind.OTHER, UNKNOWN);
  }
}
