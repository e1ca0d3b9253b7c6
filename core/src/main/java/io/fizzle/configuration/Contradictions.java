package io.fizzle.configuration;

import io.fizzle.remedy.SparkConf;
import io.fizzle.remedy.SparkSize;
import io.fizzle.remedy.SparkTime;
import java.util.function.Consumer;

/** Settings that cannot both be meant; Spark refuses most of them. */
final class Contradictions implements ConfigurationRule {
  private static final String HEARTBEAT = "spark.executor.heartbeatInterval";
  private static final String KRYO = "spark.kryoserializer.buffer";
  private static final String KRYO_MAX = "spark.kryoserializer.buffer.max";
  private static final long KRYO_LIMIT = 2 * SparkSize.GIB;

  @Override
  public void check(Configuration configuration, Consumer<Problem> problems) {
    SparkConf conf = configuration.conf();
    Findings findings = new Findings(configuration, problems);
    heartbeats(conf, findings);
    kryo(conf, findings);
    cores(conf, findings);
    offHeap(conf, findings);
    encryption(conf, findings);
    double fraction = conf.ratio("spark.memory.fraction");
    if (fraction <= 0 || fraction > 1) {
      findings.report(
          Severity.ERROR,
          "is a share of the heap, more than 0 and at most 1, and not " + fraction,
          "the driver and every executor throw at their start (memory/UnifiedMemoryManager.scala)",
          "spark.memory.fraction=0.6 is the default",
          "spark.memory.fraction");
    }
  }

  private static void heartbeats(SparkConf conf, Findings findings) {
    SparkTime interval = conf.time(HEARTBEAT);
    SparkTime timeout = conf.time("spark.network.timeout");
    if (interval.millis() >= timeout.millis()) {
      findings.report(
          Severity.ERROR,
          "the heartbeat interval ("
              + interval.human()
              + ") must be shorter than spark.network.timeout ("
              + timeout.human()
              + ")",
          "spark-submit and the SparkContext refuse it (SparkConf.scala, validateSettings)",
          HEARTBEAT + "=10s is the default",
          HEARTBEAT,
          "spark.network.timeout");
    } else if (interval.millis() * 2 > conf.heartbeatTimeout().millis()) {
      findings.report(
          Severity.WARNING,
          "one lost heartbeat is enough to lose an executor: every "
              + interval.human()
              + ", given up after "
              + conf.heartbeatTimeout().human(),
          "the driver counts the silence (HeartbeatReceiver.scala)",
          "leave room for several: " + HEARTBEAT + "=10s is the default",
          HEARTBEAT,
          "spark.storage.blockManagerHeartbeatTimeoutMs",
          "spark.network.timeout");
    }
  }

  private static void kryo(SparkConf conf, Findings findings) {
    long initial = conf.number(KRYO);
    long max = conf.number(KRYO_MAX);
    if (max >= KRYO_LIMIT || initial >= KRYO_LIMIT) {
      findings.report(
          Severity.ERROR,
          "Kryo's buffer must be less than 2 GiB",
          "throws when the serializer is made (serializer/KryoSerializer.scala)",
          KRYO_MAX + "=1g",
          max >= KRYO_LIMIT ? KRYO_MAX : KRYO);
    } else if (initial > max) {
      findings.report(
          Severity.ERROR,
          "Kryo's first buffer ("
              + SparkSize.human(initial)
              + ") is larger than its largest ("
              + SparkSize.human(max)
              + ")",
          "starts, and throws when the first object is serialized (Kryo, io/Output.java)",
          "lower " + KRYO + ", or raise " + KRYO_MAX,
          KRYO,
          KRYO_MAX);
    }
  }

  private static void cores(SparkConf conf, Findings findings) {
    int cores = conf.executorCores();
    long cpus = conf.number("spark.task.cpus");
    if (cores > 0 && cpus > cores) {
      findings.report(
          Severity.ERROR,
          "a task needs " + cpus + " cores and an executor has " + cores,
          "the SparkContext throws, or no task is ever started (SparkContext.scala,"
              + " resource/ResourceUtils.scala)",
          "spark.task.cpus must not exceed spark.executor.cores",
          "spark.task.cpus",
          "spark.executor.cores");
    }
    long most = conf.find("spark.cores.max").orElse(0);
    if (conf.manager().isStandalone() && most > 0 && cores > most) {
      findings.report(
          Severity.ERROR,
          "spark.cores.max (" + most + ") leaves no room for one executor of " + cores + " cores",
          "the master starts no executor, the application waits for ever"
              + " (deploy/master/Master.scala)",
          "raise spark.cores.max, or lower spark.executor.cores",
          "spark.cores.max",
          "spark.executor.cores");
    } else if (conf.manager().isStandalone() && most > 0 && cores > 0 && most % cores != 0) {
      findings.report(
          Severity.NOTE,
          most % cores + " of " + most + " cores stay unused: executors take " + cores + " each",
          "the total is rounded down to whole executors (SparkSubmitArguments.scala,"
              + " deploy/master/Master.scala)",
          "make spark.cores.max a multiple of spark.executor.cores",
          "spark.cores.max");
    }
  }

  private static void encryption(SparkConf conf, Findings findings) {
    boolean encrypted =
        conf.flag("spark.network.crypto.enabled")
            || conf.flag("spark.authenticate.enableSaslEncryption");
    if (encrypted && !conf.flag("spark.authenticate") && conf.version().atLeast(2, 2)) {
      findings.report(
          Severity.ERROR,
          "encryption needs spark.authenticate=true",
          "spark-submit and the SparkContext refuse it (SparkConf.scala, validateSettings)",
          "spark.authenticate=true",
          "spark.network.crypto.enabled",
          "spark.authenticate.enableSaslEncryption");
    }
  }

  private static void offHeap(SparkConf conf, Findings findings) {
    boolean on = conf.flag("spark.memory.offHeap.enabled");
    long size = conf.number("spark.memory.offHeap.size");
    if (on && size <= 0) {
      findings.report(
          Severity.ERROR,
          "off-heap memory is switched on without a size",
          "the driver and every executor throw at their start (memory/MemoryManager.scala)",
          "spark.memory.offHeap.size=2g, inside of what the container has",
          "spark.memory.offHeap.enabled",
          "spark.memory.offHeap.size");
    } else if (!on && size > 0) {
      findings.report(
          Severity.WARNING,
          "a size without spark.memory.offHeap.enabled=true does nothing",
          "the size is only read where off-heap memory is on (memory/MemoryManager.scala)",
          "spark.memory.offHeap.enabled=true, or take the size out",
          "spark.memory.offHeap.size");
    }
  }
}
