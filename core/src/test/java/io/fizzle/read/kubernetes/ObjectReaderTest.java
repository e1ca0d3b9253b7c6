package io.fizzle.read.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.signal.ApplicationSignal.Configured;
import io.fizzle.signal.ApplicationSignal.FinalStatus;
import io.fizzle.signal.ApplicationSignal.Identified;
import io.fizzle.signal.ExecutorSignal.StartFailed;
import io.fizzle.signal.MachineSignal.ContainerExited;
import io.fizzle.signal.MachineSignal.Hindrance;
import io.fizzle.signal.MachineSignal.NodeLost;
import io.fizzle.signal.MachineSignal.PodDescribed;
import io.fizzle.signal.MachineSignal.PodEnded;
import io.fizzle.signal.MachineSignal.Waiting;
import io.fizzle.signal.RemovalReason;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObjectReaderTest {
  private static final String OOM =
      """
      {"kind":"Pod","apiVersion":"v1","metadata":{"name":"reef-map-exec-3","namespace":"batch",
       "labels":{"spark-role":"executor","spark-exec-id":"3"},"managedFields":[{"manager":"x"}]},
       "spec":{"nodeName":"pool-c-1","containers":[
         {"name":"proxy","image":"registry.hazelbrook.test/proxy:1"},
         {"name":"spark-kubernetes-executor","image":"registry.hazelbrook.test/spark:4.1.1",
          "resources":{"limits":{"memory":"1408Mi"},"requests":{"memory":"1408Mi"}}}]},
       "status":{"phase":"Failed","containerStatuses":[
         {"name":"proxy","state":{"running":{"startedAt":"2026-11-27T01:12:04Z"}}},
         {"name":"spark-kubernetes-executor","state":{"terminated":
          {"exitCode":137,"reason":"OOMKilled","finishedAt":"2026-11-27T01:20:31Z"}}}]}}
      """;

  @Test
  void readsAPod() {
    Told told = Told.byObjects(OOM);

    ContainerExited exited = told.only(ContainerExited.class);
    assertThat(exited.owner()).isEqualTo(Owner.executor("3"));
    assertThat(exited.exitStatus()).isEqualTo(137);
    assertThat(exited.evidence().time()).isEqualTo(Instant.parse("2026-11-27T01:20:31Z"));
    assertThat(exited.evidence().line()).isEqualTo(10);
    assertThat(exited.evidence().excerpt())
        .isEqualTo(
            "pod reef-map-exec-3, container spark-kubernetes-executor, state terminated:"
                + " reason=OOMKilled exitCode=137 finishedAt=2026-11-27T01:20:31Z");
    assertThat(told.only(PodDescribed.class).memoryLimit()).isEqualTo(1408L << 20);
  }

  @Test
  void readsTheLastStateOfEachPodInAWatch() {
    String running =
        OOM.replace("\"phase\":\"Failed\"", "\"phase\":\"Running\"")
            .replace("terminated", "runnin");
    String watch =
        ("{\"type\":\"ADDED\",\"object\":"
                + running
                + "}\n{\"type\":\"MODIFIED\",\"object\":"
                + OOM
                + "}")
            .replace("\n", "");

    assertThat(Told.byObjects(watch).only(ContainerExited.class).exitStatus()).isEqualTo(137);
    assertThat(Told.byObjects(watch).only(PodDescribed.class).phase()).isEqualTo("Failed");
  }

  @Test
  void readsListsWhoseItemsDoNotNameTheirKind() {
    String list =
        "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":["
            + OOM.replace("\"kind\":\"Pod\",\"apiVersion\":\"v1\",", "")
            + "]}";

    assertThat(Told.byObjects(list).only(ContainerExited.class).owner())
        .isEqualTo(Owner.executor("3"));
  }

  @Test
  void readsDocumentsOfYaml() {
    String yaml =
        """
        # kubectl get pod,node -o yaml
        apiVersion: v1
        kind: Pod
        metadata:
          name: reef-map-exec-4
          labels: {spark-role: executor, spark-exec-id: "4"}
        spec:
          initContainers:
          - name: fetch
          containers:
          - name: spark-kubernetes-executor
        status:
          phase: Pending
          initContainerStatuses:
          - name: fetch
            state:
              terminated:
                exitCode: 137
                reason: OOMKilled
          containerStatuses:
          - name: spark-kubernetes-executor
            state:
              waiting:
                reason: PodInitializing
        ---
        apiVersion: v1
        kind: Node
        metadata:
          name: pool-c-1
        status:
          conditions:
          - type: Ready
            status: "False"
            reason: KubeletNotReady
            message: container runtime is down
        """;

    Told told = Told.byObjects(yaml);

    assertThat(told.only(StartFailed.class).failure().message())
        .isEqualTo("init container fetch ended with exit code 137 (OOMKilled)");
    assertThat(told.all(ContainerExited.class)).isEmpty();
    assertThat(told.only(NodeLost.class).evidence().line()).isEqualTo(32);
  }

  @Test
  void readsEventsOfBothApis() {
    String events =
        """
        {"apiVersion":"v1","kind":"List","items":[
        {"apiVersion":"v1","kind":"Event","reason":"Preempted","message":"Preempted by pod 7a on node pool-c-1",
         "involvedObject":{"kind":"Pod","name":"reef-map-exec-4"},"lastTimestamp":"2026-11-27T01:20:31Z","count":1},
        {"apiVersion":"events.k8s.io/v1","kind":"Event","reason":"FailedScheduling","note":"0/2 nodes are available: 2 Insufficient memory.",
         "regarding":{"kind":"Pod","name":"reef-map-exec-5"},"eventTime":"2026-11-27T01:21:00.000000Z",
         "deprecatedLastTimestamp":null}]}
        """;

    Told told = Told.byObjects(events);

    assertThat(told.only(PodEnded.class).reason().kind()).isEqualTo(RemovalReason.Kind.PREEMPTED);
    assertThat(told.only(PodEnded.class).evidence().time())
        .isEqualTo(Instant.parse("2026-11-27T01:20:31Z"));
    assertThat(told.only(Waiting.class).hindrance()).isEqualTo(Hindrance.RESOURCES);
  }

  @Test
  void takesConfigurationAndFailureOfKubeflowsOperator() {
    String application =
        """
        apiVersion: sparkoperator.k8s.io/v1beta2
        kind: SparkApplication
        metadata:
          name: reef-map
        spec:
          type: Python
          mode: cluster
          sparkVersion: 3.5.6
          sparkConf:
            spark.executor.memory: 1g
            spark.hadoop.fs.s3a.secret.key: abcdef123456
          driver:
            memory: 2g
          executor:
            instances: 4
            memory: 6g
            memoryOverhead: 1g
        status:
          applicationState:
            state: FAILED
            errorMessage: 'driver container failed with ExitCode: 137, Reason: OOMKilled'
          sparkApplicationId: spark-0123
        """;

    Told told = Told.byObjects(application);

    Configured configured = told.only(Configured.class);
    assertThat(configured.properties())
        .containsEntry("spark.executor.memory", "6g")
        .containsEntry("spark.executor.memoryOverhead", "1g")
        .containsEntry("spark.driver.memory", "2g")
        .containsEntry("spark.executor.instances", "4")
        .containsEntry("spark.submit.deployMode", "cluster");
    assertThat(configured.properties().get("spark.hadoop.fs.s3a.secret.key"))
        .doesNotContain("abcdef123456");
    assertThat(told.only(Identified.class).id()).isEqualTo("spark-0123");
    assertThat(told.only(ContainerExited.class).owner()).isEqualTo(Owner.DRIVER);
    assertThat(told.only(ContainerExited.class).terminationReason()).isEqualTo("OOMKilled");
    assertThat(told.only(FinalStatus.class).succeeded()).isFalse();
  }

  @Test
  void citesTheLineOfEachSettingOfAnOperator() {
    Configured configured =
        Told.byObjects(
                """
                apiVersion: sparkoperator.k8s.io/v1beta2
                kind: SparkApplication
                metadata: {name: reef-map}
                spec:
                  sparkConf:
                    spark.network.timeout: 120s
                    spark.executor.heartbeatInterval: "200s"
                  executor:
                    coreLimit: 1200m
                    memory: "1.5g"
                  dynamicAllocation:
                    enabled: true
                """)
            .only(Configured.class);

    assertThat(configured.place("spark.executor.heartbeatInterval").line()).isEqualTo(7);
    assertThat(configured.place("spark.executor.heartbeatInterval").excerpt())
        .isEqualTo("spark.executor.heartbeatInterval=200s");
    assertThat(configured.place("spark.kubernetes.executor.limit.cores").line()).isEqualTo(9);
    assertThat(configured.place("spark.executor.memory").line()).isEqualTo(10);
    assertThat(configured.properties())
        .containsEntry("spark.dynamicAllocation.shuffleTracking.enabled", "true");
  }

  @Test
  void takesTheDriversPodFromApachesOperator() {
    String application =
        """
        apiVersion: spark.apache.org/v1
        kind: SparkApplication
        metadata: {name: reef-map}
        spec:
          driverSpec: {}
          runtimeVersions: {sparkVersion: 4.1.1}
          sparkConf: {spark.executor.memory: 4g}
        status:
          currentState:
            currentStateSummary: Failed
            message: Driver failed
            lastObservedDriverStatus:
              phase: Failed
              containerStatuses:
              - name: spark-kubernetes-driver
                state:
                  terminated: {exitCode: 1, reason: Error}
        """;

    Told told = Told.byObjects(application);

    assertThat(told.only(ContainerExited.class).exitStatus()).isEqualTo(1);
    assertThat(told.only(ContainerExited.class).owner()).isEqualTo(Owner.DRIVER);
    assertThat(told.only(Configured.class).properties())
        .containsEntry("spark.executor.memory", "4g");
  }

  @Test
  void unfoldsNoAliases() {
    StringBuilder bomb =
        new StringBuilder("apiVersion: v1\nkind: Pod\na: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char name = 'b'; name <= 'z'; name++) {
      String alias = "*" + (char) (name - 1);
      bomb.append(name).append(": &").append(name).append(" [");
      bomb.append(String.join(",", java.util.Collections.nCopies(9, alias))).append("]\n");
    }
    bomb.append("metadata:\n  name: reef-map-exec-4\n");

    assertThat(Told.byObjects(bomb.toString()).only(PodDescribed.class).owner())
        .isEqualTo(Owner.executor("4"));
  }

  @Test
  void keepsWhatCameBeforeDamage() {
    Told told =
        Told.byObjects(
            "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[" + OOM + ",{\"meta");

    assertThat(told.only(ContainerExited.class).exitStatus()).isEqualTo(137);
    assertThat(told.report().torn()).isTrue();
    assertThat(told.report().remarks().get(0)).startsWith("broke after object 1: ");
  }

  @Test
  void namesKindsThatItDoesNotRead() {
    String map = "apiVersion: v1\nkind: ConfigMap\ndata: {a: b}\n";

    assertThat(Told.byObjects(map).report().remarks())
        .containsExactly("1 of kind ConfigMap, which are not read");
  }

  @Test
  void recognisesObjectsAndNoOtherJson() {
    assertThat(ObjectReader.looksLikeObjects(OOM)).isTrue();
    assertThat(ObjectReader.looksLikeObjects("---\napiVersion: v1\nkind: Pod\n")).isTrue();
    assertThat(ObjectReader.looksLikeObjects("{\"Event\":\"SparkListenerLogStart\"}")).isFalse();
    assertThat(ObjectReader.looksLikeObjects("kind of strange: apiVersion\n")).isFalse();
    assertThat(ObjectReader.looksLikeObjects("[{\"id\":\"app-1\",\"name\":\"x\"}]")).isFalse();
  }
}
