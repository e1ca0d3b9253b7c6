package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterRemediesTest {

  @Test
  void comparesWhatAnExecutorAsksForWithWhatIsFree() {
    SparkConf conf =
        Runs.on(
            Runs.KUBERNETES, "3.5.7", "spark.executor.memory", "4g", "spark.executor.cores", "4");
    Remedy remedy = ClusterRemedies.unschedulable(conf).get(0);
    assertThat(remedy.why())
        .contains(
            "each asks for 4 cores and container 4.4 GiB = heap 4 GiB + overhead 409 MiB"
                + " (10 %, at least 384 MiB)");
    assertThat(((OperatorAction) remedy).command()).contains("FailedScheduling");
  }

  @Test
  void saysNothingOfSizesThatNobodyTold() {
    SparkConf unread = SparkConf.of(Map.of(), null, null, 0);
    OperatorAction action = (OperatorAction) ClusterRemedies.unschedulable(unread).get(0);
    assertThat(action.why()).startsWith("No node or queue can take an executor. ");
    assertThat(action.command()).isNull();
  }

  @Test
  void addsUpWhatYarnRefused() {
    List<Remedy> remedies = ClusterRemedies.aboveMaximum(List.of(1500L, 8704L), 8192);
    assertThat(remedies.get(0).title())
        .isEqualTo("Ask for containers of at most 8192 MiB: lower the memory or its overhead");
    assertThat(remedies.get(0).why())
        .isEqualTo("One container was to have 1500 + 8704 = 10204 MiB; YARN gives at most 8192.");
    assertThat(remedies.get(1).title()).endsWith(" to 10204");
  }

  @Test
  void neverAllowsMoreFailuresForExecutorsThatDieAtTheirStart() {
    List<Remedy> remedies = ClusterRemedies.crashLoop(Runs.on("yarn", "3.5.7"), Jvm.EXECUTOR, "");
    assertThat(Runs.keys(remedies)).isEmpty();
    assertThat(remedies.get(0).why()).contains("only repeats it");
  }

  @Test
  void asksForTheLogOfTheContainerThatFailed() {
    SparkConf conf = Runs.on(Runs.KUBERNETES, "3.5.7");
    OperatorAction driver =
        (OperatorAction) ClusterRemedies.crashLoop(conf, Jvm.DRIVER, "started again").get(0);
    assertThat(driver.title()).startsWith("Read the first lines of the driver's log");
    assertThat(driver.command()).isEqualTo("kubectl logs POD --previous");
    OperatorAction init =
        (OperatorAction)
            ClusterRemedies.crashLoop(
                    conf,
                    Jvm.DRIVER,
                    "init container fetch-jars ended with exit code 137 (OOMKilled)")
                .get(0);
    assertThat(init.command()).startsWith("kubectl logs POD -c fetch-jars ");
    assertThat(init.why()).contains("its own memory limit");
  }

  @Test
  void keepsWorkFromANodeWhereItFails() {
    List<Remedy> remedies = ClusterRemedies.badNode(Runs.on(Runs.KUBERNETES, "3.5.7"), "n7", false);
    assertThat(((OperatorAction) remedies.get(0)).command())
        .isEqualTo("kubectl cordon n7; kubectl describe node n7");
    assertThat(Runs.keys(remedies)).containsExactly("spark.excludeOnFailure.enabled");
  }

  @Test
  void namesTheExclusionOfNodesAsTheVersionDoes() {
    assertThat(Runs.keys(ClusterRemedies.badNode(Runs.on("yarn", "3.0.3"), "n7", false)))
        .containsExactly("spark.blacklist.enabled");
    assertThat(Runs.keys(ClusterRemedies.badNode(Runs.on("yarn", "3.0.3"), "n7", true)))
        .containsExactly("spark.yarn.blacklist.executor.launch.blacklisting.enabled");
    assertThat(Runs.keys(ClusterRemedies.badNode(Runs.on("yarn", "3.5.7"), "n7", true)))
        .containsExactly("spark.yarn.executor.launch.excludeOnFailure.enabled");
  }

  @Test
  void noExclusionOfTasksHelpsWhereExecutorsDoNotEvenStart() {
    assertThat(Runs.keys(ClusterRemedies.badNode(Runs.on(Runs.KUBERNETES, "3.5.7"), "n7", true)))
        .isEmpty();
  }

  @Test
  void namesTheHostThatNobodyKnows() {
    assertThat(((OperatorAction) ClusterRemedies.dnsFailure("db.shop").get(0)).command())
        .isEqualTo("getent hosts db.shop");
    assertThat(wayTo("Failed to connect to /10.0.0.7:7337")).startsWith("nc -vz 10.0.0.7 7337;");
    assertThat(wayTo("Connecting to db.shop/10.0.0.7:37001 timed out (120000 ms)"))
        .startsWith("nc -vz db.shop 37001;");
    assertThat(wayTo("Connection refused: db.shop/10.0.0.7:7337"))
        .startsWith("nc -vz db.shop 7337;");
    assertThat(wayTo("Connection reset by peer")).startsWith("nc -vz HOST PORT;");
  }

  private static String wayTo(String message) {
    return ((OperatorAction) ClusterRemedies.networkFailure(message).get(0)).command();
  }
}
