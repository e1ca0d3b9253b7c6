package io.fizzle.configuration;

import io.fizzle.remedy.ClusterManager;
import io.fizzle.remedy.Jvm;
import io.fizzle.remedy.SparkConf;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Kubernetes, or Spark on it, does not take. */
final class OnKubernetes implements ConfigurationRule {
  private static final String SERVICE = "spark.shuffle.service.enabled";

  /** Whole or decimal cores, or thousandths of one ({@code resource.Quantity} of Kubernetes). */
  private static final Pattern CORES = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(m?)");

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  @Override
  public void check(Configuration configuration, Consumer<Problem> problems) {
    SparkConf conf = configuration.conf();
    if (conf.manager() != ClusterManager.KUBERNETES) {
      return;
    }
    Findings findings = new Findings(configuration, problems);
    for (Jvm jvm : Jvm.values()) {
      cores(conf, jvm, findings);
    }
    if (conf.flag(SERVICE)) {
      findings.report(
          Severity.WARNING,
          "Spark on Kubernetes brings no external shuffle service",
          "each executor registers with one in its own pod, port"
              + " spark.shuffle.service.port, and ends where none listens"
              + " (storage/BlockManager.scala, registerWithExternalShuffleServer)",
          "take it out; with dynamic allocation set"
              + " spark.dynamicAllocation.shuffleTracking.enabled=true",
          SERVICE);
    }
  }

  /**
   * The request is {@code request.cores}, or else the cores that Spark counts: {@code
   * BasicDriverFeatureStep}, {@code BasicExecutorFeatureStep}, Spark 4.2.0.
   */
  private static void cores(SparkConf conf, Jvm jvm, Findings findings) {
    String request = "spark.kubernetes." + jvm.label() + ".request.cores";
    String limit = "spark.kubernetes." + jvm.label() + ".limit.cores";
    String counted = "spark." + jvm.label() + ".cores";
    String written = conf.explicit(request);
    String asked = written == null ? Long.toString(conf.find(counted).orElse(1)) : written;
    String allowed = conf.explicit(limit);
    Optional<BigDecimal> least = quantity(asked);
    Optional<BigDecimal> most = quantity(allowed);
    if (least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0) {
      findings.report(
          Severity.ERROR,
          "the limit ("
              + allowed
              + " cores) is less than the request ("
              + asked
              + ", "
              + (written == null ? counted : request)
              + ")",
          "the API server refuses the pod: \"must be less than or equal to cpu limit\""
              + " (deploy/k8s/features)",
          "raise " + limit + ", or set " + request + " to no more than it",
          limit);
    }
  }

  private static Optional<BigDecimal> quantity(@Nullable String text) {
    Matcher matcher = CORES.matcher(text == null ? "" : text.trim());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    return Optional.of(matcher.group(2).isEmpty() ? number.multiply(THOUSAND) : number);
  }
}
