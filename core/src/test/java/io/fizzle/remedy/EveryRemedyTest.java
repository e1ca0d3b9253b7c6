package io.fizzle.remedy;

import static io.fizzle.remedy.Runs.GIB;
import static io.fizzle.remedy.Runs.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for each remedy under every version, cluster manager and configuration. */
class EveryRemedyTest {

  private static List<Remedy> all(SparkConf conf, Jvm jvm, long bytes) {
    HeapUse heap = new HeapUse(jvm, bytes, bytes, 4, bytes % 2 == 0);
    ContainerUse container =
        new ContainerUse(jvm, bytes, bytes / 2, bytes / 3, bytes / 4, bytes / 5);
    List<Remedy> all = new ArrayList<>();
    all.addAll(HeapRemedies.heapOutOfMemory(conf, heap));
    all.addAll(HeapRemedies.gcThrash(conf, heap));
    all.addAll(HeapRemedies.gcStall(conf, heap));
    all.addAll(HeapRemedies.executionMemory(conf, heap));
    all.addAll(HeapRemedies.arrayLimit(conf));
    all.addAll(ContainerRemedies.containerOutOfMemory(conf, container));
    all.addAll(ContainerRemedies.pythonWorker(conf, container));
    all.addAll(ContainerRemedies.nodeMemory(conf, "node"));
    all.addAll(MasterRemedies.containerOutOfMemory(conf, container));
    all.addAll(MasterRemedies.heapOutOfMemory(conf));
    all.addAll(NativeRemedies.directMemory(conf, jvm, bytes, bytes, bytes));
    all.addAll(NativeRemedies.refusedMemory(conf, jvm));
    all.addAll(NativeRemedies.metaspace(conf, jvm, bytes % 2 == 0));
    all.addAll(NativeRemedies.nativeThreads(conf, jvm));
    all.addAll(NativeRemedies.stackOverflow(conf, jvm, true));
    all.addAll(NativeRemedies.nativeCrash(conf, jvm, "SIGBUS", "liblz4"));
    all.addAll(PythonRemedies.extension());
    all.addAll(DriverRemedies.driverHeap(conf, heap));
    all.addAll(DriverRemedies.driverResultSize(conf, bytes, bytes / 2));
    all.addAll(DriverRemedies.broadcastTooLarge(conf, bytes, false));
    all.addAll(DriverRemedies.broadcastTimeout(conf, bytes));
    all.addAll(DriverRemedies.rpcMessageSize(conf, bytes));
    all.addAll(DriverRemedies.kryoBuffer(conf, 0, bytes));
    all.addAll(ShuffleRemedies.shuffleDataLost(conf, true));
    all.addAll(ShuffleRemedies.shuffleServiceDown(conf, ""));
    all.addAll(ShuffleRemedies.shuffleTimeout(conf, ""));
    all.addAll(ShuffleRemedies.registrationTimeout(conf, "node"));
    all.addAll(CorruptBlockRemedies.onDisk(conf, ""));
    all.addAll(CorruptBlockRemedies.onItsWay(conf, "node"));
    all.addAll(CorruptBlockRemedies.ofUnknownReason(conf, "", ""));
    all.addAll(SecretRemedies.mismatch(conf));
    all.addAll(SecretRemedies.badConfiguration(conf, "Unknown message type: -22"));
    all.addAll(SecretRemedies.badConfiguration(conf, "Unsupported shuffle manager of executor: E"));
    all.addAll(VersionRemedies.of(conf, true, jvm, "Unknown message type: 9"));
    all.addAll(LivenessRemedies.heartbeatLost(conf, ""));
    all.addAll(LivenessRemedies.killedExternally(conf, jvm.label(), ""));
    all.addAll(LivenessRemedies.probe(jvm));
    all.addAll(LivenessRemedies.nodeLost(conf, ""));
    all.addAll(LivenessRemedies.preempted(conf));
    all.addAll(LivenessRemedies.evicted(conf, jvm, "", ""));
    all.addAll(DiskRemedies.diskFull(conf, jvm, ""));
    for (String words : EphemeralUseTest.WORDS) {
      all.addAll(EphemeralStorageRemedies.evicted(conf, jvm, words, "node"));
    }
    all.addAll(AccessRemedies.accessDenied(conf, "", "s3a://b/k: 403"));
    all.addAll(AccessRemedies.accessDenied(conf, "a.AccessControlException", ""));
    all.addAll(DiskRemedies.badDisk(conf, ""));
    for (String answer : List.of("", "429 Too Many Requests", "no match for platform", "x509:")) {
      all.addAll(ImageRemedies.imagePull(conf, "", answer));
    }
    for (String words : AdmissionTest.WORDS) {
      all.addAll(Admission.refused(words).stream().toList());
    }
    all.addAll(Admission.webhookDown(AdmissionTest.WEBHOOK).stream().toList());
    all.addAll(PodRemedies.missing("runAsNonRoot"));
    all.addAll(LivenessRemedies.evicted(conf, jvm, "EvictionByEvictionAPI", ""));
    all.addAll(ClusterRemedies.unschedulable(conf));
    all.addAll(ClusterRemedies.aboveMaximum(List.of(Math.max(1, bytes >> 20)), 8192));
    all.addAll(ClusterRemedies.crashLoop(conf, jvm, ""));
    all.addAll(ClusterRemedies.dnsFailure(""));
    all.addAll(ClusterRemedies.networkFailure(""));
    all.addAll(ClusterRemedies.badNode(conf, "", false));
    all.addAll(ClusterRemedies.badNode(conf, "", true));
    all.addAll(CodeRemedies.barrier());
    all.addAll(LockRemedies.deadlock(true));
    all.addAll(LockRemedies.oneLock("a.B", ""));
    all.add(HeapDumpRemedies.open("java_pid7.hprof", ""));
    all.addAll(CodeRemedies.classMissing(conf, "kafka"));
    all.addAll(VersionRemedies.of(conf, true, jvm, ""));
    all.addAll(
        VersionRemedies.of(
            conf,
            true,
            jvm,
            "Python in worker has different version 3.8 than that in driver 3.10"));
    all.addAll(
        VersionRemedies.of(
            conf,
            true,
            jvm,
            "has been compiled by a more recent version of the Java Runtime (class file version"
                + " 61.0), this version only recognizes class file versions up to 52.0"));
    all.addAll(
        VersionRemedies.of(
            conf, true, jvm, "module java.base does not export sun.nio.ch to unnamed module"));
    all.addAll(VersionRemedies.of(conf, true, jvm, "a.B; local class incompatible: stream"));
    for (String version :
        List.of(
            "Unsupported class file major version 61",
            "getSubject is not supported",
            "Could not serialize object: IndexError: tuple index out of range",
            "has no attribute 'iteritems'",
            "numpy.dtype size changed",
            "bad magic number in 'a'")) {
      all.addAll(VersionRemedies.of(conf, true, jvm, version));
    }
    for (String setting :
        List.of("in this region: eu-west-1. Please", "For input string: \"60s\"")) {
      all.addAll(ConfigurationRemedies.badConfiguration(conf, setting));
    }
    all.addAll(StoreRemedies.quota("The DiskSpace quota of /user/etl is exceeded: quota = 1"));
    all.addAll(CodeRemedies.busyService());
    for (String missing :
        List.of(
            "No module named 'a.b'",
            "No module named 'numpy'",
            "No module named 'distutils'",
            "No suitable driver",
            "No FileSystem for scheme \"s3\"",
            "cannot assign instance of",
            "scala/Product$class",
            "NativeIO$Windows",
            "no a in java.library.path")) {
      all.addAll(MissingClassRemedies.of(conf, missing));
    }
    all.addAll(NativeRemedies.openFiles());
    all.addAll(ofMessages());
    all.addAll(DataRemedies.commitConflict("", "Output directory hdfs://nn/out already exists"));
    all.addAll(NativeEngineRemedies.memory(conf, heap, "org.apache.comet.CometNativeException", 0));
    all.addAll(NativeEngineRemedies.memory(conf, heap, "", 14L << 30));
    all.addAll(RemoteShuffleRemedies.noServer("org.apache.uniffle.common.exception.RssException"));
    all.addAll(
        RemoteShuffleRemedies.lost("org.apache.celeborn.common.exception.CelebornIOException"));
    all.addAll(ConfigurationRemedies.badConfiguration(conf, ""));
    all.addAll(ofFindings(conf, bytes));
    return all;
  }

  private static List<Remedy> ofMessages() {
    List<Remedy> all = new ArrayList<>();
    for (String words : UserExceptionRemediesTest.WORDS) {
      all.addAll(UserExceptionRemedies.of("a.B", words, List.of(), true));
    }
    all.addAll(DataRemedies.commitConflict("io.delta.exceptions.ConcurrentAppendException", ""));
    all.addAll(DataRemedies.dataCorrupt("", "Parquet column cannot be converted"));
    for (String missing :
        List.of("", "Could not obtain block", "/state/0/5/12.delta", "filesystem does not exist")) {
      all.addAll(DataRemedies.dataMissing("", missing));
    }
    all.addAll(PythonRemedies.recursion());
    all.addAll(DiskRemedies.staleHandle());
    return all;
  }

  private static List<Remedy> ofFindings(SparkConf conf, long bytes) {
    List<Remedy> all = new ArrayList<>();
    for (boolean sql : new boolean[] {true, false}) {
      for (boolean shuffle : new boolean[] {true, false}) {
        var many = new PartitionRemedies.Tasks(sql, shuffle, 5_000, Math.max(0, bytes), 8);
        var few = new PartitionRemedies.Tasks(sql, shuffle, 2, Math.max(0, bytes), 8);
        all.addAll(PartitionRemedies.fewer(conf, many));
        all.addAll(PartitionRemedies.more(conf, few));
        all.addAll(PartitionRemedies.smaller(conf, few, Math.max(0, bytes)));
      }
    }
    all.addAll(PartitionRemedies.listing(conf, 8));
    all.addAll(PartitionRemedies.smallFiles(900, Math.max(0, bytes), true));
    all.addAll(CostRemedies.skew(conf, true, Math.max(0, bytes), 10));
    all.addAll(CostRemedies.skew(conf, false, Math.max(0, bytes), 0));
    all.addAll(CostRemedies.stragglers(conf, "executor 1"));
    all.addAll(CostRemedies.keylessJoin());
    all.addAll(CostRemedies.deepLineage(true, 300, 10));
    all.addAll(CostRemedies.largeTask(Math.max(0, bytes)));
    all.addAll(CostRemedies.largeClosure(Math.max(0, bytes)));
    all.addAll(CostRemedies.largeBroadcast(conf, Math.max(0, bytes)));
    all.addAll(ResourceRemedies.idleExecutors(conf));
    all.addAll(ResourceRemedies.driverWork());
    all.addAll(ResourceRemedies.smallerHeap(conf, Math.max(0, bytes / 8)));
    all.addAll(ResourceRemedies.fewerExecutors(conf, 2, 64));
    all.addAll(ResourceRemedies.shuffleWaits(bytes % 2 == 0));
    all.addAll(ResourceRemedies.schedulerDelay(bytes % 2 == 0));
    all.addAll(ResourceRemedies.hiddenRetries());
    all.addAll(ResourceRemedies.unknownGarbage());
    all.addAll(ResourceRemedies.lessGarbage(Math.max(0, bytes), 4 * GIB));
    all.addAll(ResourceRemedies.slowNode("node", true));
    all.addAll(ResourceRemedies.fullContainer(conf, Math.max(1, bytes), 2 * GIB));
    return all;
  }

  @Property(tries = 400)
  void changesOnlyKeysThatTheVersionReads(
      @ForAll("runs") SparkConf conf, @ForAll Jvm jvm, @ForAll("sizes") long bytes) {
    assertThat(all(conf, jvm, bytes))
        .filteredOn(ConfigurationChange.class::isInstance)
        .flatExtracting(remedy -> Runs.change(remedy).changes())
        .allSatisfy(
            change -> {
              assertThat(conf.exists(change.key()))
                  .as(change.key() + " " + conf.version())
                  .isTrue();
              assertThat(change.to()).isNotEqualTo(change.from());
            });
  }

  @Property(tries = 200)
  void saysWhatWhyAtWhatPriceAndWhatToExpect(
      @ForAll("runs") SparkConf conf, @ForAll Jvm jvm, @ForAll("sizes") long bytes) {
    assertThat(all(conf, jvm, bytes))
        .allSatisfy(
            remedy -> {
              assertThat(remedy.title()).isNotBlank().doesNotContainPattern("\\bnull\\b");
              assertThat(remedy.why()).isNotBlank().doesNotContainPattern("\\bnull\\b");
              assertThat(remedy.risk().text()).isNotBlank().doesNotContainPattern("\\bnull\\b");
              assertThat(remedy.expectation()).isNotBlank().doesNotContainPattern("\\bnull\\b");
            });
  }

  @Property(tries = 200)
  void asksForNoJvmFlagThatTheJdkRefuses(
      @ForAll("runs") SparkConf conf, @ForAll Jvm jvm, @ForAll("sizes") long bytes) {
    assertThat(all(conf, jvm, bytes))
        .filteredOn(ConfigurationChange.class::isInstance)
        .flatExtracting(remedy -> Runs.change(remedy).changes())
        .map(Change.class::cast)
        .filteredOn(change -> change.key().endsWith("JavaOptions"))
        .allSatisfy(
            change ->
                assertThat(JvmOptions.parse(change.to()).unknownTo(conf.javaMajor())).isEmpty());
  }

  @Property(tries = 200)
  void changesNoExecutorSettingInLocalMode(@ForAll Jvm jvm, @ForAll("sizes") long bytes) {
    assertThat(Runs.keys(all(Runs.on("local[8]", "3.5.7"), jvm, bytes)))
        .noneMatch(
            key ->
                key.startsWith("spark.executor.memory")
                    || key.equals("spark.executor.cores")
                    || key.equals("spark.executor.extraJavaOptions"));
  }

  @Property(tries = 200)
  void neverStartsWithATimeoutForGcNorMemory(
      @ForAll("runs") SparkConf conf, @ForAll Jvm jvm, @ForAll("sizes") long bytes) {
    HeapUse use = new HeapUse(jvm, bytes, -1, 0, false);
    for (List<Remedy> remedies :
        List.of(
            HeapRemedies.heapOutOfMemory(conf, use),
            HeapRemedies.gcThrash(conf, use),
            HeapRemedies.gcStall(conf, use))) {
      assertThat(remedies.get(0).title()).doesNotContainIgnoringCase("timeout");
    }
  }

  @Provide
  Arbitrary<SparkConf> runs() {
    Arbitrary<String> versions =
        Arbitraries.of(
            "1.5.1", "1.6.3", "2.0.2", "2.3.4", "2.4.8", "3.0.3", "3.1.3", "3.2.4", "3.3.4",
            "3.4.4", "3.5.7", "4.0.1", "4.1.1", "4.2.0");
    Arbitrary<String> masters =
        Arbitraries.of(
            "yarn",
            Runs.KUBERNETES,
            Runs.STANDALONE,
            "local[4]",
            "local[*]",
            "local-cluster[2,2,1024]",
            "mesos://m");
    Arbitrary<Integer> jdks = Arbitraries.of(0, 8, 11, 17, 21, 25);
    Arbitrary<String> keys =
        Arbitraries.of(SparkKeys.all().stream().map(SparkKey::name).sorted().toList());
    Arbitrary<String> values =
        Arbitraries.of(
            "true",
            "false",
            "1",
            "0",
            "-1",
            "2g",
            "512m",
            "1.5g",
            "99999999p",
            "30s",
            "0.3",
            "cluster",
            "zstd",
            "-Xmx2g -XX:+UseParallelGC",
            "-XX:MaxDirectMemorySize=32m -Xss2m",
            "-XX:MaxMetaspaceSize=128m",
            "'unclosed",
            "999999999999999999",
            "\u0000");
    return net.jqwik.api.Combinators.combine(
            versions, masters, jdks, keys.list().ofSize(6), values.list().ofSize(6))
        .as(
            (version, master, jdk, names, texts) -> {
              String[] pairs = new String[12];
              for (int i = 0; i < 6; i++) {
                pairs[2 * i] = names.get(i).equals("spark.master") ? "x" : names.get(i);
                pairs[2 * i + 1] = texts.get(i);
              }
              return Runs.onJava(jdk, master, version, pairs);
            });
  }

  @Provide
  Arbitrary<Long> sizes() {
    return Arbitraries.of(
        -1L, 0L, 1L, 100 * MIB, 900 * MIB, 1000 * MIB, GIB, 3 * GIB + 5, 40 * GIB, 1L << 50);
  }
}
