package io.fizzle.read.message;

import io.fizzle.evidence.Owner;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the names of pods and of their containers tell of the process in them ({@code
 * deploy/k8s/Constants.scala}, {@code KubernetesConf.scala} of Spark 2.3 to 4.2; {@code Constants}
 * of Apache's operator).
 */
public final class PodName {
  private static final Pattern EXECUTOR = Pattern.compile("^(.{1,240})-exec(?:utor)?-(\\d{1,9})$");
  private static final Pattern DRIVER =
      Pattern.compile("^(.{0,240}?)-?(?:\\d-)?driver(?:-svc)?(?:-\\w{1,10})?$");
  private static final List<String> SPARK_CONTAINERS =
      List.of("spark-kubernetes-executor", "spark-kubernetes-driver");
  private static final List<String> USUAL_NAMES = List.of("executor", "driver");

  /** The rank of a container whose name does not tell that Spark runs in it. */
  public static final int FOREIGN = 2;

  private PodName() {}

  /** The process of a pod of this name, {@link Owner#UNKNOWN} where the name does not tell. */
  public static Owner process(String pod) {
    Matcher executor = EXECUTOR.matcher(pod);
    if (executor.matches()) {
      return Owner.executor(executor.group(2));
    }
    return DRIVER.matcher(pod).matches() ? Owner.DRIVER : Owner.UNKNOWN;
  }

  /** What the pods of one application have in common in their names; empty where nothing. */
  public static String family(String pod) {
    Matcher executor = EXECUTOR.matcher(pod);
    if (executor.matches()) {
      return executor.group(1);
    }
    Matcher driver = DRIVER.matcher(pod);
    return driver.matches() ? driver.group(1) : "";
  }

  /** How surely Spark runs in a container of this name: 0 is surest, {@link #FOREIGN} unknown. */
  public static int rank(String container) {
    if (SPARK_CONTAINERS.contains(container)) {
      return 0;
    }
    return USUAL_NAMES.contains(container) ? 1 : FOREIGN;
  }
}
