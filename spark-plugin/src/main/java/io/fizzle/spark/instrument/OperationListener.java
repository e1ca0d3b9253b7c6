package io.fizzle.spark.instrument;

import io.fizzle.spark.Guard;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.jspecify.annotations.Nullable;

/**
 * Sums the metrics of an operation's jobs. Which operations a job belongs to stands in a local
 * property of the thread that started it, outer before inner, so what runs within two counts for
 * both.
 */
final class OperationListener extends SparkListener {
  /** The ids of the operations that are under way in this thread, outermost first. */
  static final String PROPERTY = "spark.fizzle.operations";

  private static final String SEPARATOR = "/";

  private final Guard guard = new Guard("metrics of operations");
  private final Map<String, OperationMetrics> underWay = new ConcurrentHashMap<>();
  private final Map<Integer, List<OperationMetrics>> byStage = new ConcurrentHashMap<>();

  /** Counts for it from now on; gives the property for its thread. */
  String begin(String id, OperationMetrics metrics, @Nullable String enclosing) {
    underWay.put(id, metrics);
    return enclosing == null ? id : enclosing + SEPARATOR + id;
  }

  /** Counts no longer for it. */
  void end(String id) {
    OperationMetrics metrics = underWay.remove(id);
    if (underWay.isEmpty()) {
      byStage.clear();
    } else {
      byStage.values().removeIf(all -> all.stream().allMatch(one -> one == metrics));
    }
  }

  /**
   * Waits until all that happened up to now has been counted; false where it has not in that time.
   */
  boolean await(SparkContext context, long millis) throws InterruptedException {
    Mark mark = new Mark();
    context.listenerBus().post(mark);
    return mark.reached.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Passes through the bus behind everything that was posted before it; is written nowhere. */
  private static final class Mark implements SparkListenerEvent {
    final CountDownLatch reached = new CountDownLatch(1);

    @Override
    public boolean logEvent() {
      return false;
    }
  }

  @Override
  public void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof Mark mark) {
      mark.reached.countDown();
    }
  }

  @Override
  public void onJobStart(SparkListenerJobStart event) {
    guard.run(() -> of(event.properties()).forEach(OperationMetrics::job));
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    guard.run(
        () -> {
          List<OperationMetrics> operations = of(event.properties());
          if (!operations.isEmpty()) {
            byStage.put(event.stageInfo().stageId(), operations);
          }
        });
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    guard.run(() -> at(event.stageId()).forEach(metrics -> metrics.task(event)));
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted event) {
    guard.run(
        () -> {
          List<OperationMetrics> operations = at(event.stageInfo().stageId());
          for (int i = 0; i < operations.size(); i++) {
            operations.get(i).stage(event.stageInfo(), i == operations.size() - 1);
          }
        });
  }

  private List<OperationMetrics> at(int stage) {
    return byStage.getOrDefault(stage, List.of());
  }

  private List<OperationMetrics> of(@Nullable Properties properties) {
    String ids = properties == null ? null : properties.getProperty(PROPERTY);
    if (ids == null) {
      return List.of();
    }
    return Stream.of(ids.split(SEPARATOR)).map(underWay::get).filter(Objects::nonNull).toList();
  }
}
