package io.fizzle.spark.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When batches leave, with an interval that never passes in a test. */
class VitalsSenderTest {
  private static final long NEVER_MILLIS = 600_000;
  private static final long SOON_SECONDS = 10;

  private final BlockingQueue<VitalsBatch> sent = new LinkedBlockingQueue<>();

  private VitalsSender sender(VitalsSender.Driver driver) {
    Header identity = Header.opened("app-1", "7", "node-3", 4711, 0, 1_000, 60);
    VitalsSender sender = new VitalsSender(identity, NEVER_MILLIS, driver);
    sender.start();
    return sender;
  }

  private Object take(Object message) {
    sent.add(VitalsBatch.decode(message).orElseThrow());
    return true;
  }

  private VitalsBatch next() throws InterruptedException {
    VitalsBatch batch = sent.poll(SOON_SECONDS, TimeUnit.SECONDS);
    assertThat(batch).isNotNull();
    return batch;
  }

  private static VitalSigns sample(long number, long late) {
    Sample sample = new Sample();
    sample.put(Vital.HEAP_USED, number);
    sample.put(Vital.SAMPLER_LATE, late);
    return sample.at(1_795_779_871_000L + number);
  }

  @Test
  void theFirstSampleLeavesAtOnce() throws InterruptedException {
    VitalsSender sender = sender(this::take);

    sender.add(sample(1, 0));

    assertThat(next().samples()).containsExactly(sample(1, 0));
  }

  @Test
  void aSampleAfterAStandstillLeavesAtOnceWithThoseBeforeIt() throws InterruptedException {
    VitalsSender sender = sender(this::take);
    sender.add(sample(1, 0));
    next();

    sender.add(sample(2, 3));
    sender.add(sample(3, 2_900));

    assertThat(next().samples()).containsExactly(sample(2, 3), sample(3, 2_900));
  }

  @Test
  void theLastBatchSaysThatTheProcessEndsInOrder() throws InterruptedException {
    VitalsSender sender = sender(this::take);
    sender.add(sample(1, 0));
    assertThat(next().identity().closed()).isZero();

    sender.stop(sample(2, 0));

    VitalsBatch last = next();
    assertThat(last.samples()).containsExactly(sample(2, 0));
    assertThat(last.identity().closed()).isPositive();
  }

  @Test
  void aDriverThatFailsOnceGetsTheNextBatch() throws InterruptedException {
    CountDownLatch failed = new CountDownLatch(1);
    VitalsSender sender =
        sender(
            message -> {
              if (failed.getCount() > 0) {
                failed.countDown();
                throw new IOException("no route");
              }
              return take(message);
            });
    sender.add(sample(1, 0));
    assertThat(failed.await(SOON_SECONDS, TimeUnit.SECONDS)).isTrue();

    sender.add(sample(2, 5_000));

    assertThat(next().samples()).containsExactly(sample(2, 5_000));
  }

  @Test
  void aDriverThatAnswersNothingHoldsTheEndUpForAMomentOnly() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    VitalsSender sender =
        sender(
            message -> {
              never.await();
              return true;
            });
    sender.add(sample(1, 0));
    long start = System.nanoTime();

    sender.stop(sample(2, 0));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    never.countDown();
  }
}
