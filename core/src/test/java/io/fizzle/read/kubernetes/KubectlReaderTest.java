package io.fizzle.read.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.signal.ApplicationSignal.Configured;
import io.fizzle.signal.ApplicationSignal.FinalStatus;
import io.fizzle.signal.ApplicationSignal.Identified;
import io.fizzle.signal.MachineSignal.ContainerExited;
import io.fizzle.signal.MachineSignal.Hindrance;
import io.fizzle.signal.MachineSignal.KernelOomKill;
import io.fizzle.signal.MachineSignal.NodeLost;
import io.fizzle.signal.MachineSignal.NodePressed;
import io.fizzle.signal.MachineSignal.PodDescribed;
import io.fizzle.signal.MachineSignal.PodEnded;
import io.fizzle.signal.MachineSignal.Waiting;
import io.fizzle.signal.RemovalReason;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KubectlReaderTest {
  private static final String EXECUTOR =
      """
      Name:             ferry-plan-77aa-exec-12
      Namespace:        batch
      Node:             pool-b-3/10.0.0.3
      Labels:           spark-app-name=ferry-plan
                        spark-app-selector=spark-0123456789abcdef
                        spark-exec-id=12
                        spark-role=executor
                        spark-version=3.5.6
      Status:           Failed
      Containers:
        spark-kubernetes-executor:
          Image:         registry.hazelbrook.test/spark:3.5.6
          State:          Terminated
            Reason:       OOMKilled
            Exit Code:    137
            Started:      Fri, 27 Nov 2026 01:12:06 +0100
            Finished:     Fri, 27 Nov 2026 01:20:31 +0100
          Ready:          False
          Limits:
            memory:  1408Mi
          Requests:
            cpu:     2
            memory:  1408Mi
          Environment:
            SPARK_EXECUTOR_MEMORY:  1024m
            SPARK_EXECUTOR_CORES:   2
            SECRET_TOKEN:           hidden
      Conditions:
        Type           Status
        PodScheduled   True
      Volumes:
        spark-conf-volume-exec:
          Type:      ConfigMap (a volume populated by a ConfigMap)
          Name:      spark-exec-77aa-conf-map
      Events:          <none>
      """;

  @Test
  void tellsHowTheSparkContainerEnded() {
    ContainerExited exited = Told.byKubectl(EXECUTOR).only(ContainerExited.class);

    assertThat(exited.owner()).isEqualTo(Owner.executor("12"));
    assertThat(exited.exitStatus()).isEqualTo(137);
    assertThat(exited.terminationReason()).isEqualTo("OOMKilled");
    assertThat(exited.evidence().time()).isEqualTo(Instant.parse("2026-11-27T00:20:31Z"));
    assertThat(exited.evidence().line()).isEqualTo(14);
    assertThat(exited.evidence().excerpt())
        .isEqualTo("State: Terminated, Reason: OOMKilled, Exit Code: 137");
  }

  @Test
  void tellsWhereThePodRanAndWithWhatLimit() {
    PodDescribed pod = Told.byKubectl(EXECUTOR).only(PodDescribed.class);

    assertThat(pod.pod()).isEqualTo("ferry-plan-77aa-exec-12");
    assertThat(pod.node()).isEqualTo("pool-b-3");
    assertThat(pod.phase()).isEqualTo("Failed");
    assertThat(pod.image()).isEqualTo("registry.hazelbrook.test/spark:3.5.6");
    assertThat(pod.memoryLimit()).isEqualTo(1408L << 20);
  }

  @Test
  void takesTheApplicationFromLabelsAndEnvironment() {
    Told told = Told.byKubectl(EXECUTOR);

    Identified identified = told.only(Identified.class);
    assertThat(identified.id()).isEqualTo("spark-0123456789abcdef");
    assertThat(identified.name()).isEqualTo("ferry-plan");
    assertThat(identified.sparkVersion()).isEqualTo("3.5.6");
    assertThat(told.only(Configured.class).properties())
        .containsOnly(
            java.util.Map.entry("spark.executor.memory", "1024m"),
            java.util.Map.entry("spark.executor.cores", "2"));
  }

  @Test
  void readsADescriptionThatSomebodyIndented() {
    String quoted = EXECUTOR.lines().map(line -> "    " + line).reduce("", (a, b) -> a + b + "\n");

    assertThat(Told.byKubectl(quoted).only(ContainerExited.class).owner())
        .isEqualTo(Owner.executor("12"));
  }

  @Test
  void blamesSparkForNoOtherContainer() {
    String sidecar =
        EXECUTOR
            .replace(
                "  spark-kubernetes-executor:\n",
                """
                  log-shipper:
                    Image:         registry.hazelbrook.test/ship:2
                    State:          Terminated
                      Reason:       OOMKilled
                      Exit Code:    137
                  spark-kubernetes-executor:
                """
                    .indent(0))
            .replace(
                "      Reason:       OOMKilled\n      Exit Code:    137\n      Started",
                "      Reason:       Completed\n      Exit Code:    0\n      Started");

    Told told = Told.byKubectl(sidecar);

    assertThat(told.only(ContainerExited.class).exitStatus()).isZero();
    assertThat(told.report().remarks())
        .containsExactly(
            "line 14: container log-shipper beside Spark's in ferry-plan-77aa-exec-12 ended with"
                + " exit code 137 (OOMKilled)");
  }

  @Test
  void tellsEvictionWithTheKubeletsWords() {
    String evicted =
        """
        Name:           ferry-plan-driver
        Namespace:      batch
        Node:           pool-b-3/
        Labels:         spark-role=driver
        Status:         Failed
        Reason:         Evicted
        Message:        The node was low on resource: memory.
        Containers:
          spark-kubernetes-driver:
            Image:      registry.hazelbrook.test/spark:3.5.6
        """;

    Told told = Told.byKubectl(evicted);

    PodEnded ended = told.only(PodEnded.class);
    assertThat(ended.owner()).isEqualTo(Owner.DRIVER);
    assertThat(ended.reason().kind()).isEqualTo(RemovalReason.Kind.EVICTED);
    assertThat(ended.reason().text()).isEqualTo("Evicted: The node was low on resource: memory.");
    assertThat(ended.evidence().line()).isEqualTo(6);
    assertThat(told.only(FinalStatus.class).succeeded()).isFalse();
  }

  @Test
  void tellsTheWaitThatStandsAndNotTheOneThatPassed() {
    String pending =
        """
        Name:         ferry-plan-77aa-exec-2
        Namespace:    batch
        Node:         pool-b-3/10.0.0.3
        Status:       Pending
        Containers:
          spark-kubernetes-executor:
            State:          Waiting
              Reason:       ContainerCreating
        Events:
          Type     Reason            Age                 From               Message
          ----     ------            ----                ----               -------
          Warning  FailedScheduling  12m                 default-scheduler  0/3 nodes are available: 3 Insufficient cpu.
          Normal   Scheduled         11m                 default-scheduler  Successfully assigned batch/x to pool-b-3
          Warning  FailedMount       64s (x9 over 11m)   kubelet            MountVolume.SetUp failed for volume "scratch" : rpc error: code = Internal
        """;

    Waiting waiting = Told.byKubectl(pending).only(Waiting.class);

    assertThat(waiting.hindrance()).isEqualTo(Hindrance.VOLUME);
    assertThat(waiting.subject()).isEqualTo("executor 2");
    assertThat(waiting.evidence().line()).isEqualTo(14);
  }

  @Test
  void readsEventsOfManyObjects() {
    String events =
        """
        NAMESPACE   LAST SEEN   TYPE      REASON                 OBJECT                          MESSAGE
        batch       8m11s       Warning   FailedScheduling       pod/ferry-plan-77aa-exec-5      0/3 nodes are available: 3 Insufficient memory.
        batch       7m          Normal    TaintManagerEviction   pod/ferry-plan-77aa-exec-6      Marking for deletion Pod batch/ferry-plan-77aa-exec-6
        batch       7m          Normal    TaintManagerEviction   pod/ferry-plan-77aa-exec-7      Cancelling deletion of Pod batch/ferry-plan-77aa-exec-7
        batch       2m          Warning   BackOff                pod/web-6958c5bdd8-69gtn        Back-off restarting failed container
        default     9m          Warning   SystemOOM              node/pool-b-3                   System OOM encountered, victim process: java, pid: 4711
        """;

    Told told = Told.byKubectl(events);

    assertThat(told.only(Waiting.class).subject()).isEqualTo("executor 5");
    PodEnded ended = told.only(PodEnded.class);
    assertThat(ended.owner()).isEqualTo(Owner.executor("6"));
    assertThat(ended.reason().kind()).isEqualTo(RemovalReason.Kind.PREEMPTED);
    KernelOomKill kill = told.only(KernelOomKill.class);
    assertThat(kill.pid()).isEqualTo(4711);
    assertThat(kill.cgroup()).isFalse();
  }

  @Test
  void readsWideEventsAndColumnsOfOnesOwn() {
    String wide =
        """
        LAST SEEN   TYPE      REASON    OBJECT                         SUBOBJECT                                     SOURCE                 MESSAGE                                    FIRST SEEN   COUNT   NAME
        5m          Warning   Evicted   pod/ferry-plan-77aa-exec-6                                                   kubelet, pool-b-3      The node was low on resource: memory.      5m           1       ferry.17ab
        """;
    String custom =
        """
        TIME                   REASON    KIND   NAME                      MSG
        2026-11-27T01:20:31Z   Evicted   Pod    ferry-plan-77aa-exec-6    The node was low on resource: memory.
        """;

    assertThat(Told.byKubectl(wide).only(PodEnded.class).reason().text())
        .isEqualTo("Evicted: The node was low on resource: memory.");
    assertThat(Told.byKubectl(custom).only(PodEnded.class).evidence().time())
        .isEqualTo(Instant.parse("2026-11-27T01:20:31Z"));
  }

  @Test
  void tellsANodeThatIsNotReadyAndWhatItWasShortOf() {
    String node =
        """
        Name:               pool-b-3
        Roles:              <none>
        Labels:             kubernetes.io/os=linux
        Conditions:
          Type             Status    LastHeartbeatTime                 LastTransitionTime                Reason                     Message
          ----             ------    -----------------                 ------------------                ------                     -------
          MemoryPressure   True      Fri, 27 Nov 2026 01:15:06 +0000   Fri, 27 Nov 2026 01:10:48 +0000   KubeletHasInsufficientMemory   kubelet has insufficient memory available
          DiskPressure     False     Fri, 27 Nov 2026 01:15:06 +0000   Fri, 27 Nov 2026 01:10:48 +0000   KubeletHasNoDiskPressure   kubelet has no disk pressure
          Ready            Unknown   Fri, 27 Nov 2026 01:15:06 +0000   Fri, 27 Nov 2026 01:16:02 +0000   NodeStatusUnknown          Kubelet stopped posting node status.
        Allocatable:
          memory:  4Gi
        """;

    Told told = Told.byKubectl(node);

    assertThat(told.only(NodePressed.class).resource()).isEqualTo("memory");
    NodeLost lost = told.only(NodeLost.class);
    assertThat(lost.node()).isEqualTo("pool-b-3");
    assertThat(lost.detail()).contains("Kubelet stopped posting node status.");
    assertThat(lost.evidence().time()).isEqualTo(Instant.parse("2026-11-27T01:16:02Z"));
  }

  @Test
  void recognisesItsTextsAndNoLog() {
    assertThat(KubectlReader.looksLikeKubectl("$ kubectl describe pod x\n" + EXECUTOR)).isTrue();
    assertThat(
            KubectlReader.looksLikeKubectl(
                "LAST SEEN   TYPE     REASON   OBJECT   MESSAGE\n"
                    + "5m   Normal   Killing   pod/a   b\n"))
        .isTrue();
    assertThat(
            KubectlReader.looksLikeKubectl(
                "26/11/27 00:28:27 INFO SparkContext: Submitted application: Name: x\n"))
        .isFalse();
  }
}
