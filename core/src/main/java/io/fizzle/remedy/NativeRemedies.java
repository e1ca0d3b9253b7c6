package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Remedies for the JVM's memory outside of the heap, its threads, its stacks and its crashes. */
public final class NativeRemedies {
  private static final SparkSize STEP = SparkSize.ofMib(256);

  /** What a JVM takes outside of heap and direct buffers at least: Spark's own least overhead. */
  private static final long REST = 384 * SparkSize.MIB;

  /** {@code ThreadStackSize} of 64-bit Linux, JDK 17 {@code -XX:+PrintFlagsFinal}. */
  private static final long DEFAULT_STACK = SparkSize.MIB;

  /** {@code CompressedClassSpaceSize}, JDK 17 {@code -XX:+PrintFlagsFinal}. */
  private static final SparkSize DEFAULT_CLASS_SPACE = SparkSize.ofMib(1024);

  private static final String DIRECT = "-XX:MaxDirectMemorySize=";
  private static final String METASPACE = "-XX:MaxMetaspaceSize=";

  private NativeRemedies() {}

  /**
   * For {@code Cannot reserve ... bytes of direct buffer memory} and Netty's {@code
   * OutOfDirectMemoryError}.
   *
   * @param requested bytes asked for when it failed, 0 where not told
   * @param allocated bytes in use, 0 where not told
   * @param limit the limit in force, 0 where not told
   */
  public static List<Remedy> directMemory(
      SparkConf conf, Jvm asked, long requested, long allocated, long limit) {
    Jvm jvm = conf.ruling(asked);
    MemoryPlan plan = MemoryPlan.of(conf, jvm);
    OptionalLong set = conf.javaOptions(jvm).maxDirectMemory();
    long old = limit > 0 ? limit : set.orElse(plan.heap());
    long need = allocated > 0 ? allocated + Math.max(0, requested) : old;
    SparkSize size = new SparkSize(Math.max(need, old) / 4 * 5).roundUp(STEP);
    List<Change> changes = new ArrayList<>();
    changes.add(conf.optionChange(jvm, DIRECT, size.text()));
    SparkConf after = conf;
    if (plan.contained()) {
      long grown = plan.overhead().bytes() + size.bytes() - old;
      SparkSize overhead = new SparkSize(Math.max(grown, size.bytes() + REST)).roundUp(STEP);
      if (overhead.bytes() > plan.overhead().bytes()) {
        changes.add(overheadChange(conf, jvm, plan, overhead));
        after = conf.with(jvm.overheadKey(), overhead.text());
      }
    }
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new ConfigurationChange(
            changes,
            (allocated > 0
                    ? SparkSize.human(allocated)
                        + " in use + "
                        + SparkSize.human(requested)
                        + " asked for"
                    : "limit " + SparkSize.human(old))
                + "; × 1.25, rounded up to "
                + size.human()
                + (set.isPresent() ? "" : "; without the option the limit is the heap size")
                + (plan.contained() ? "; then " + MemoryPlan.of(after, jvm).containerText() : ""),
            "Direct buffers lie outside of the heap under a limit of their own; the container has"
                + " to have room for them. A larger heap would not help.",
            Sizing.growth(conf, after, jvm),
            "no OutOfMemoryError for direct buffers"));
    remedies.addAll(smallerFetches(conf));
    return List.copyOf(remedies);
  }

  /** For {@code OutOfMemoryError: Unable to allocate N bytes}. */
  public static List<Remedy> refusedMemory(SparkConf conf, Jvm asked) {
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new OperatorAction(
            "Find the limit of memory that the operating system has for the process, and raise it",
            "ulimit -v; cat /proc/sys/vm/overcommit_memory; grep -i commit /proc/meminfo",
            "The system refused memory outside of the heap. No setting of Spark or the JVM raises a"
                + " limit of address space, or of what may be committed, on the machine; a larger"
                + " heap leaves less below it.",
            Risk.medium("needs the administrator of the nodes"),
            "VmSize in /proc/PID/status stays well below the limit"));
    remedies.add(
        new CodeChange(
            "Free buffers and native blocks when they are done with, and bound what is held of"
                + " them",
            "try (Arena arena = Arena.ofConfined()) { ... }  // or close() of the library's handle",
            "Memory outside of the heap is not collected: what a library or a cache takes there"
                + " stays until it is given back.",
            Risk.low("a change in how native memory is held"),
            "resident size of the process stays level over time"));
    if (conf.ruling(asked) == Jvm.EXECUTOR || conf.manager() == ClusterManager.LOCAL) {
      Concurrency.fewerTasks(conf, 0, "Fewer tasks at once hold less memory outside of the heap.")
          .ifPresent(remedies::add);
    }
    return List.copyOf(remedies);
  }

  /**
   * For {@code OutOfMemoryError: Metaspace} and {@code Compressed class space}.
   *
   * @param classSpace true for {@code Compressed class space}
   */
  public static List<Remedy> metaspace(SparkConf conf, Jvm asked, boolean classSpace) {
    Jvm jvm = conf.ruling(asked);
    OptionalLong set = conf.javaOptions(jvm).maxMetaspace();
    List<Remedy> remedies = new ArrayList<>();
    if (set.isPresent()) {
      SparkSize old = new SparkSize(set.getAsLong());
      SparkSize size = new SparkSize(2 * old.bytes()).roundUp(STEP);
      remedies.add(largerMetaspace(conf, jvm, METASPACE, old, size));
    } else if (classSpace) {
      SparkSize size = new SparkSize(2 * DEFAULT_CLASS_SPACE.bytes());
      remedies.add(
          largerMetaspace(conf, jvm, "-XX:CompressedClassSpaceSize=", DEFAULT_CLASS_SPACE, size));
    }
    remedies.add(
        new CodeChange(
            "Do not load classes for each record, task or query",
            "val compiled = Compiled.once()  // in an object, not inside map()",
            "Metaspace holds loaded classes. Where it grows with the number of tasks, classes are"
                + " generated or loaded again and again: class loaders per call, many distinct"
                + " generated plans, REPL cells.",
            Risk.low("a change in how classes are made"),
            "metaspace after GC stays level over time"));
    return List.copyOf(remedies);
  }

  private static ConfigurationChange largerMetaspace(
      SparkConf conf, Jvm jvm, String option, SparkSize old, SparkSize size) {
    MemoryPlan plan = MemoryPlan.of(conf, jvm);
    List<Change> changes = new ArrayList<>();
    changes.add(conf.optionChange(jvm, option, size.text()));
    SparkConf after = conf;
    if (plan.contained()) {
      SparkSize overhead =
          new SparkSize(plan.overhead().bytes() + size.bytes() - old.bytes()).roundUp(STEP);
      changes.add(overheadChange(conf, jvm, plan, overhead));
      after = conf.with(jvm.overheadKey(), overhead.text());
    }
    return new ConfigurationChange(
        changes,
        "2 × "
            + old.human()
            + " = "
            + size.human()
            + (plan.contained() ? "; then " + MemoryPlan.of(after, jvm).containerText() : ""),
        "Loaded classes have a limit of their own, outside of the heap; "
            + jvm.memoryKey()
            + " does not change it.",
        Sizing.growth(conf, after, jvm),
        "no OutOfMemoryError for Metaspace; where it only comes later, classes leak");
  }

  private static Change overheadChange(
      SparkConf conf, Jvm jvm, MemoryPlan plan, SparkSize overhead) {
    return conf.isSet(jvm.overheadKey())
        ? conf.change(jvm.overheadKey(), overhead)
        : conf.change(
            jvm.overheadKey(),
            overhead.text(),
            "default " + plan.overhead().bytes() / SparkSize.MIB + "m");
  }

  private static List<Remedy> smallerFetches(SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>();
    String toMemory = "spark.network.maxRemoteBlockSizeFetchToMem";
    SparkSize sane = SparkSize.ofMib(200);
    boolean beforeThree = !conf.version().atLeast(3, 0);
    if (conf.nameOf(toMemory) != null
        && (beforeThree ? !conf.isSet(toMemory) : conf.size(toMemory).compareTo(sane) > 0)) {
      Change change =
          beforeThree
              ? conf.change(toMemory, "200m", "default 2 GiB")
              : conf.change(toMemory, sane);
      remedies.add(
          new ConfigurationChange(
              change,
              "",
              "Remote blocks above this size go to disk instead of into direct memory; 200m is"
                  + " Spark's default since 3.0.",
              Risk.low("large blocks take the way over the disk"),
              "no direct memory peaks with the size of the largest block"));
    }
    SparkSize inFlight = conf.size("spark.reducer.maxSizeInFlight");
    SparkSize half = new SparkSize(inFlight.bytes() / 2 / SparkSize.MIB * SparkSize.MIB);
    if (half.bytes() > 0) {
      remedies.add(
          new ConfigurationChange(
              conf.change("spark.reducer.maxSizeInFlight", half),
              inFlight.human() + " / 2 for each running task",
              "Each task that reads a shuffle holds this much in fetched blocks at once.",
              Risk.low("a little slower shuffle reads"),
              "direct memory during shuffle reads falls to about half"));
    }
    return remedies;
  }

  /** For {@code Too many open files}. */
  public static List<Remedy> openFiles() {
    return List.of(
        new OperatorAction(
            "Raise the limit of open files for the user that runs Spark to 65536 or more",
            "ulimit -n; ls /proc/PID/fd | wc -l",
            "The process reached its limit of files and sockets; a shuffle, a jar and a connection"
                + " are some of each. Memory is not involved.",
            Risk.medium("needs the administrator of the nodes, or another image"),
            "the count in /proc/PID/fd stays below the limit"),
        new CodeChange(
            "Close what tasks open: files, clients, connections",
            "Using.resource(open(path)) { in => read(in) }  // in Java: try-with-resources",
            "A count that grows with every task is a leak, which a higher limit only puts off.",
            Risk.low("a change in the user's code"),
            "the count goes back after each stage"));
  }

  /** For {@code unable to create native thread}. */
  public static List<Remedy> nativeThreads(SparkConf conf, Jvm asked) {
    boolean pods = conf.manager() == ClusterManager.KUBERNETES;
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new OperatorAction(
            pods
                ? "Raise the process limit of pods: podPidsLimit of the kubelet"
                : "Raise the limit of processes and threads for the user that runs Spark",
            pods
                ? "cat /sys/fs/cgroup/pids.max /sys/fs/cgroup/pids.current"
                : "ulimit -u; cat /proc/sys/kernel/threads-max /proc/sys/vm/max_map_count",
            "The system refused a thread: a limit of processes, threads or mappings was reached. A"
                + " larger heap leaves even less room for stacks.",
            Risk.medium("needs the administrator of the nodes"),
            "pids.current stays well below pids.max"));
    remedies.add(
        new CodeChange(
            "Share one thread pool in each JVM and close clients that were opened",
            "object Clients { lazy val http = newClient() }  // not inside mapPartitions",
            "A healthy executor has a few hundred threads; thousands mean that tasks open pools or"
                + " clients and never close them.",
            Risk.low("a change in how clients are made"),
            "the number of threads stays level while tasks come and go"));
    if (conf.ruling(asked) == Jvm.EXECUTOR || conf.manager() == ClusterManager.LOCAL) {
      Concurrency.fewerTasks(conf, 0, "Fewer tasks at once start fewer threads.")
          .ifPresent(remedies::add);
    }
    return List.copyOf(remedies);
  }

  /**
   * For {@code StackOverflowError}.
   *
   * @param deepLineage true where Spark's own planning or serialization of a long chain of steps
   *     overflowed, false where the user's code did
   */
  public static List<Remedy> stackOverflow(SparkConf conf, Jvm asked, boolean deepLineage) {
    Jvm jvm = conf.ruling(asked);
    long old = conf.javaOptions(jvm).stackSize().orElse(DEFAULT_STACK);
    SparkSize size = new SparkSize(Math.max(4 * SparkSize.MIB, Math.min(2 * old, SparkSize.GIB)));
    ConfigurationChange stack =
        new ConfigurationChange(
            stackChanges(conf, jvm, size, deepLineage),
            "stack of a thread " + SparkSize.human(old) + " → " + size.human(),
            "Deep recursion needs a deeper stack. This moves the limit and does not take it away."
                + (jvm == Jvm.DRIVER && !conf.clusterMode()
                    ? " Set it at submission (--driver-java-options)."
                    : ""),
            Risk.low("some more memory outside of the heap for deep threads"),
            "no StackOverflowError at this depth");
    CodeChange lineage =
        new CodeChange(
            "Cut the lineage every few dozen steps of a loop with checkpoint() or"
                + " localCheckpoint()",
            "if (i % 20 == 0) df = df.checkpoint()",
            "Plans and lineages are walked by recursion; a loop that adds steps makes them as deep"
                + " as it is long. cache() does not cut a lineage, checkpoint() does.",
            Risk.low("each checkpoint writes the data once"),
            "planning time no longer grows with the iteration");
    CodeChange recursion =
        new CodeChange(
            "Turn the recursion shown in the stack trace into a loop, or limit its depth",
            "",
            "The same few frames repeat down the stack: this code calls itself as deep as its"
                + " data.",
            Risk.low("a change in the user's code"),
            "no StackOverflowError whatever the data");
    return deepLineage ? List.of(lineage, stack) : List.of(stack, recursion);
  }

  /** A lineage that the driver packs by recursion is unpacked by the same recursion elsewhere. */
  private static List<Change> stackChanges(
      SparkConf conf, Jvm jvm, SparkSize size, boolean deepLineage) {
    List<Change> changes = new ArrayList<>();
    changes.add(conf.optionChange(jvm, "-Xss", size.text()));
    boolean unpacked = deepLineage && jvm == Jvm.DRIVER && conf.manager() != ClusterManager.LOCAL;
    long executors = conf.javaOptions(Jvm.EXECUTOR).stackSize().orElse(DEFAULT_STACK);
    if (unpacked && executors < size.bytes()) {
      changes.add(conf.optionChange(Jvm.EXECUTOR, "-Xss", size.text()));
    }
    return changes;
  }

  /**
   * For a crash of the JVM itself (hs_err file, exit code 134).
   *
   * @param error for example {@code SIGSEGV}, empty where not told
   * @param frame the problematic frame, empty where not told
   */
  public static List<Remedy> nativeCrash(SparkConf conf, Jvm jvm, String error, String frame) {
    String where = frame.toLowerCase(Locale.ROOT);
    List<Remedy> remedies = new ArrayList<>();
    String codec = conf.value("spark.io.compression.codec");
    for (String library : List.of("zstd", "lz4", "snappy")) {
      if (where.contains(library) && library.equals(codec)) {
        remedies.add(otherCodec(conf, library));
      }
    }
    if (error.equals("SIGBUS")) {
      remedies.add(
          new OperatorAction(
              "Check the disks and shared memory of the node: a mapped file could not be read",
              "df -h; dmesg | grep -i 'i/o error'",
              "SIGBUS means that memory behind a mapped file was missing: a full or failing disk, a"
                  + " full /dev/shm, or a file cut short while it was mapped.",
              Risk.low("nothing is changed yet"),
              "free space on all local directories, no I/O errors"));
    }
    boolean own = where.contains("libjvm") || where.startsWith("j ") || where.isEmpty();
    remedies.add(
        new OperatorAction(
            own
                ? "Run the " + jvm.label() + "s on the newest update of their JDK"
                : "Update or take out the native library of the problematic frame: " + frame,
            "java -version",
            "The JVM died inside of "
                + (frame.isEmpty() ? "native code" : frame)
                + ": no setting of Spark's memory changes that.",
            Risk.medium("a new JDK or library for the whole application"),
            "no hs_err_pid file, no exit code 134"));
    return List.copyOf(remedies);
  }

  private static ConfigurationChange otherCodec(SparkConf conf, String library) {
    String other = library.equals("lz4") ? "snappy" : "lz4";
    return new ConfigurationChange(
        conf.change("spark.io.compression.codec", other),
        "",
        "The crash is inside of the native code of "
            + library
            + ", the codec in use; another one goes round it"
            + " until the library is updated.",
        Risk.low("a little more or less shuffle data"),
        "no crash in " + library);
  }
}
