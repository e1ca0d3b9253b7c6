package io.fizzle.spark.driver;

import io.fizzle.spark.Guard;
import java.util.function.Consumer;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.JobSucceeded$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerEnvironmentUpdate;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Keeps what a diagnosis needs of Spark's events and tells of every removed executor. */
final class LossListener extends SparkListener {
  private final Guard guard = new Guard("listening to Spark's events");
  private final EventLines events;
  private final ApplicationEnding ending;
  private final Consumer<SparkListenerExecutorRemoved> onRemoval;

  /**
   * @param ending is told when the application ends
   * @param onRemoval called on the listener bus's thread: it must return at once
   */
  LossListener(
      EventLines events,
      ApplicationEnding ending,
      Consumer<SparkListenerExecutorRemoved> onRemoval) {
    this.events = events;
    this.ending = ending;
    this.onRemoval = onRemoval;
  }

  @Override
  public void onApplicationStart(SparkListenerApplicationStart event) {
    guard.run(() -> events.settle(event));
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd event) {
    ending.at(event.time());
  }

  @Override
  public void onEnvironmentUpdate(SparkListenerEnvironmentUpdate event) {
    guard.run(() -> events.settle(event));
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded event) {
    guard.run(() -> events.settle(event));
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    guard.run(
        () -> {
          events.settle(event);
          onRemoval.accept(event);
        });
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    if (event.reason() != Success$.MODULE$) {
      guard.run(() -> events.failure(event));
    }
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted event) {
    if (event.stageInfo().failureReason().isDefined()) {
      guard.run(() -> events.failure(event));
    }
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd event) {
    if (event.jobResult() != JobSucceeded$.MODULE$) {
      guard.run(() -> events.failure(event));
    }
  }
}
