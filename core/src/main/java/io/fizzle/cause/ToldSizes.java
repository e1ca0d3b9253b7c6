package io.fizzle.cause;

import io.fizzle.application.Application;
import io.fizzle.application.GcProfile;
import io.fizzle.application.ProcessLife;
import io.fizzle.remedy.Jvm;
import io.fizzle.remedy.MemoryPlan;
import io.fizzle.remedy.SparkConf;
import io.fizzle.remedy.SparkConf.Told;
import io.fizzle.signal.ApplicationSignal.ContainersCapped;
import io.fizzle.signal.ApplicationSignal.ExecutorsSized;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.JvmSignal.MemoryManaged;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How large the processes of a run were, where no configuration tells it: as the driver asked for
 * them, else as the JVMs were started, else by what Spark manages in them.
 */
final class ToldSizes {
  /** All executors of a profile have one heap: the first ones tell it. */
  private static final int FEW_EXECUTORS = 16;

  private static final long MIB = 1L << 20;

  private ToldSizes() {}

  /** The configuration with what the processes told. */
  static SparkConf join(SparkConf conf, Application application) {
    Map<String, Told> told = new HashMap<>();
    application.facts().all(ExecutorsSized.class).stream()
        .map(ExecutorsSized::properties)
        .forEach(
            sizes -> sizes.forEach((key, value) -> told.putIfAbsent(key, new Told(value, true))));
    application
        .facts()
        .first(ContainersCapped.class)
        .map(capped -> new Told(capped.bytes() / MIB + "", true))
        .ifPresent(most -> told.put(SparkConf.LARGEST_CONTAINER, most));
    if (!conf.manager().sizesContainers()) {
      // a standalone worker gives all its cores, whatever the profile says (before 4.0: 1)
      told.remove("spark.executor.cores");
    }
    SparkConf sized = conf.withTold(told);
    return withHeap(
        withHeap(sized, Jvm.DRIVER, Stream.of(application.driver())),
        Jvm.EXECUTOR,
        application.executors().values().stream()
            .filter(life -> !life.owner().isDriver())
            .limit(FEW_EXECUTORS));
  }

  private static SparkConf withHeap(SparkConf conf, Jvm jvm, Stream<ProcessLife> lives) {
    String key = jvm.memoryKey();
    if (conf.isSet(key) || conf.told().containsKey(key)) {
      return conf;
    }
    List<ProcessLife> all = lives.toList();
    return all.stream()
        .flatMap(ToldSizes::started)
        .map(JvmSignal.Started::maxHeapBytes)
        .filter(heap -> heap >= MemoryPlan.LEAST_HEAP)
        .findFirst()
        .map(heap -> new Told(heap / MIB + "m", true))
        .or(() -> all.stream().flatMap(life -> managed(life, conf).stream()).findFirst())
        .map(told -> conf.withTold(Map.of(key, told)))
        .orElse(conf);
  }

  private static Stream<JvmSignal.Started> started(ProcessLife life) {
    return Stream.concat(
        life.facts().all(JvmSignal.Started.class).stream(),
        life.gc().flatMap(GcProfile::jvm).stream());
  }

  /** {@code (heap - 300 MiB) × spark.memory.fraction}, all versions since 1.6. */
  private static Optional<Told> managed(ProcessLife life, SparkConf conf) {
    double fraction = conf.ratio("spark.memory.fraction");
    long offHeap =
        conf.flag("spark.memory.offHeap.enabled")
            ? conf.size("spark.memory.offHeap.size").bytes()
            : 0;
    return life.facts().all(MemoryManaged.class).stream()
        .filter(managed -> managed.bytes() > offHeap && fraction > 0)
        .findFirst()
        .map(
            managed ->
                roundest(
                    heap(managed.bytes() - managed.unit() / 20 - offHeap, fraction),
                    heap(managed.bytes() + managed.unit() / 20 - offHeap, fraction)))
        .filter(heap -> heap >= MemoryPlan.LEAST_HEAP)
        .map(heap -> new Told(text(heap), false));
  }

  private static long heap(long managed, double fraction) {
    return (long) (managed / fraction) + MemoryPlan.RESERVED;
  }

  /** Heaps are given in round numbers; of all that print alike the roundest is the likeliest. */
  private static long roundest(long least, long most) {
    long step = 1L << 40;
    while (step > MIB && most / step * step < least) {
      step /= 2;
    }
    return most / step * step;
  }

  private static String text(long heap) {
    return heap % (1L << 30) == 0 ? heap / (1L << 30) + "g" : heap / MIB + "m";
  }
}
