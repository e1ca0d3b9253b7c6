package io.fizzle.spark.instrument;

import java.io.IOException;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.util.SizeEstimator;
import scala.reflect.ClassTag$;

/** Sizes as Spark ships things, by Spark's own serializers, into a stream that keeps nothing. */
final class Shipping {
  /** 1 GiB: beyond it no figure would change what is said. */
  private static final long MOST = 1024 * Thresholds.MIB;

  private final SparkContext context;

  Shipping(SparkContext context) {
    this.context = context;
  }

  /** A closure as {@code RDD.map} and all others ship it: cleaned, by the closure serializer. */
  @SuppressWarnings("CatchingUnchecked") // a user's writeObject may throw anything
  ClosureSize closure(Object function, String name) {
    SparkEnv environment = SparkEnv.get();
    if (environment == null) {
      return ClosureSize.unmeasured(name);
    }
    Object closure = function;
    try {
      closure = context.clean(function, false);
      long bytes = size(environment.closureSerializer(), closure);
      return new ClosureSize(name, bytes, captures(closure), null);
    } catch (CountingStream.TooMuch huge) {
      return new ClosureSize(name, MOST, captures(closure), null);
    } catch (Exception | StackOverflowError failure) {
      String problem = Culprit.describe(Wrappers.unwrapped(closure), failure);
      return new ClosureSize(name, -1, List.of(), problem);
    }
  }

  private static List<Capture> captures(Object closure) {
    return Attribution.of(Wrappers.unwrapped(closure), MOST);
  }

  /** A value as {@code TorrentBroadcast} cuts it into blocks, before they are compressed. */
  @SuppressWarnings("CatchingUnchecked") // a user's writeObject may throw anything
  BroadcastSize broadcast(Object broadcastOrValue, String name) {
    SparkEnv environment = SparkEnv.get();
    if (environment == null) {
      return BroadcastSize.unmeasured(name);
    }
    Object value = broadcastOrValue;
    long memory = -1;
    try {
      value = value instanceof Broadcast<?> broadcast ? broadcast.value() : value;
      memory = SizeEstimator.estimate(value);
      return new BroadcastSize(name, size(environment.serializer(), value), memory, null);
    } catch (CountingStream.TooMuch huge) {
      return new BroadcastSize(name, MOST, memory, null);
    } catch (Exception | StackOverflowError failure) {
      return new BroadcastSize(name, -1, memory, Culprit.describe(value, failure));
    }
  }

  /**
   * A task as the scheduler sends it; -1 where it cannot be told.
   *
   * @param most where it stops counting
   */
  @SuppressWarnings("CatchingUnchecked") // a user's writeObject may throw anything
  static long task(Object task, long most) {
    try {
      return size(SparkEnv.get().closureSerializer(), task, most);
    } catch (CountingStream.TooMuch huge) {
      return most;
    } catch (Exception | StackOverflowError failure) {
      return -1;
    }
  }

  private static long size(Serializer serializer, Object value) throws IOException {
    return size(serializer, value, MOST);
  }

  private static long size(Serializer serializer, Object value, long most) throws IOException {
    CountingStream counter = new CountingStream(most);
    SerializationStream out = serializer.newInstance().serializeStream(counter);
    try {
      out.writeObject(value, ClassTag$.MODULE$.apply(Object.class));
      out.flush();
      return counter.count();
    } finally {
      if (counter.count() <= most) {
        out.close();
      }
    }
  }
}
