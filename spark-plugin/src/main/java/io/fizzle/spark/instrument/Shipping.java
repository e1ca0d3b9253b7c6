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
    Object closure = function;
    try {
      closure = context.clean(function, false);
      long bytes = size(SparkEnv.get().closureSerializer(), closure);
      return new ClosureSize(name, bytes, Attribution.of(closure, MOST), null);
    } catch (CountingStream.TooMuch huge) {
      return new ClosureSize(name, MOST, Attribution.of(closure, MOST), null);
    } catch (Exception | StackOverflowError failure) {
      return new ClosureSize(name, -1, List.of(), Culprit.describe(closure, failure));
    }
  }

  /** A value as {@code TorrentBroadcast} cuts it into blocks, before they are compressed. */
  BroadcastSize broadcast(Object broadcastOrValue, String name) {
    Object value =
        broadcastOrValue instanceof Broadcast<?> broadcast ? broadcast.value() : broadcastOrValue;
    return new BroadcastSize(name, serialised(value), SizeEstimator.estimate(value));
  }

  @SuppressWarnings("CatchingUnchecked") // a user's writeObject may throw anything
  private static long serialised(Object value) {
    try {
      return size(SparkEnv.get().serializer(), value);
    } catch (CountingStream.TooMuch huge) {
      return MOST;
    } catch (Exception | StackOverflowError failure) {
      return -1;
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
