package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.application.FailedAttempt;
import io.fizzle.application.ProcessLife;
import io.fizzle.cause.Measures;
import io.fizzle.evidence.Owner;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.remedy.Jvm;
import io.fizzle.remedy.JvmOptions;
import io.fizzle.remedy.SparkConf;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.TaskMetrics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether anything tells how much time GC took before the heap ran out.
 *
 * <p>Where nothing does, {@code Java heap space} leaves open whether GC had stopped the JVM first:
 * of HotSpot's collectors only Parallel has always had another message for that, and the others end
 * a thrash with the same words as a heap that filled up at once.
 */
final class UnseenGc {
  private UnseenGc() {}

  /** True where neither a GC log, nor the tasks' metrics, nor the collector's choice tells. */
  static boolean before(Incident incident, Application application) {
    return !isMeasured(incident, application)
        && !reportsShare(application.anonymous())
        && !wouldHaveSaidSo(application);
  }

  private static boolean isMeasured(Incident incident, Application application) {
    if (incident instanceof ProcessLost lost) {
      return lost.timing().isPresent()
          || reportsShare(lost.life())
          || lost.memoryErrors().stream().anyMatch(error -> hasGcTime(error.metrics()));
    }
    List<FailedAttempt> attempts =
        incident instanceof TasksFailed tasks ? tasks.attempts() : application.failedAttempts();
    return attempts.stream()
        .filter(attempt -> attempt.failure().kind() == FailureKind.HEAP_SPACE)
        .anyMatch(attempt -> hasGcTime(attempt.metrics()) || hasGcLog(attempt, application));
  }

  private static boolean hasGcTime(@Nullable TaskMetrics metrics) {
    return metrics != null && metrics.gcMillis() >= 0;
  }

  private static boolean hasGcLog(FailedAttempt attempt, Application application) {
    return application
        .life(Owner.executor(attempt.executorId()))
        .flatMap(ProcessLife::gc)
        .isPresent();
  }

  private static boolean reportsShare(ProcessLife life) {
    return life.facts().all(JvmSignal.GcReported.class).stream()
        .anyMatch(reported -> reported.sharePercent() >= 0);
  }

  /** Parallel says that the GC overhead limit was exceeded, unless it is told not to. */
  private static boolean wouldHaveSaidSo(Application application) {
    SparkConf conf = Measures.conf(application);
    JvmOptions options = conf.javaOptions(conf.ruling(Jvm.EXECUTOR));
    String collector = options.collector();
    return collector != null
        && collector.startsWith("Parallel")
        && !options.options().contains("-XX:-UseGCOverheadLimit");
  }
}
