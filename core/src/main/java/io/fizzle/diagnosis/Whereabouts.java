package io.fizzle.diagnosis;

import io.fizzle.application.Application;
import io.fizzle.remedy.Jvm;
import io.fizzle.remedy.SparkConf;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where evidence may still be, for this application's cluster manager only. */
final class Whereabouts {
  private static final int MOST_HOSTS = 3;

  private Whereabouts() {}

  private static String id(Application application) {
    String id = application.identity().id();
    return id == null ? "<application id>" : id;
  }

  static List<String> driverLog(SparkConf conf, Application application) {
    return switch (conf.manager()) {
      case YARN ->
          conf.clusterMode()
              ? List.of("yarn logs -applicationId " + id(application) + " -am 1")
              : List.of("what spark-submit printed, on the machine that ran it");
      case KUBERNETES ->
          conf.clusterMode()
              ? List.of(
                  "kubectl logs -l spark-app-selector=" + id(application) + ",spark-role=driver")
              : List.of("what spark-submit printed, on the machine that ran it");
      default -> List.of("what spark-submit printed, on the machine that ran it");
    };
  }

  static List<String> executorLogs(SparkConf conf, Application application) {
    return switch (conf.manager()) {
      case YARN ->
          List.of(
              "yarn logs -applicationId " + id(application),
              "where that finds nothing: yarn.log-aggregation-enable=true in yarn-site.xml;"
                  + " yarn.nodemanager.delete.debug-delay-sec=3600 keeps the nodes' own copies");
      case KUBERNETES ->
          List.of(
              "kubectl logs -l spark-app-selector="
                  + id(application)
                  + ",spark-role=executor --prefix --tail=-1");
      case STANDALONE ->
          List.of("work/" + id(application) + "/<executor>/stderr and stdout on each worker");
      case LOCAL_CLUSTER -> List.of("$SPARK_HOME/work/" + id(application) + "/<executor>/stderr");
      default -> List.of();
    };
  }

  static List<String> eventLog(SparkConf conf, Application application) {
    String folder = conf.explicit("spark.eventLog.dir");
    List<String> ways = new ArrayList<>();
    if (folder != null && conf.flag("spark.eventLog.enabled")) {
      ways.add("in " + folder);
    }
    ways.add("History Server: /api/v1/applications/" + id(application) + "/logs gives it as a zip");
    return ways;
  }

  static List<String> gcLog(SparkConf conf) {
    String place = conf.javaOptions(conf.ruling(Jvm.EXECUTOR)).gcLog();
    return place == null ? List.of() : List.of("it was written to " + place);
  }

  static List<String> exitCodes(SparkConf conf, Application application) {
    return switch (conf.manager()) {
      case YARN -> List.of("yarn logs -applicationId " + id(application) + " -am 1");
      case KUBERNETES ->
          List.of(
              "kubectl get pods -l spark-app-selector="
                  + id(application)
                  + " -o jsonpath='{.items[*].status.containerStatuses[*].state.terminated}'",
              "kubectl get events --field-selector reason=Killing");
      case STANDALONE -> List.of("the worker's log: Executor <app>/<id> finished with state");
      default -> List.of();
    };
  }

  static List<String> killer(SparkConf conf, Stream<String> hosts) {
    String where = String.join(", ", hosts.distinct().limit(MOST_HOSTS).toList());
    List<String> ways = new ArrayList<>();
    ways.add(
        "on "
            + (where.isEmpty() ? "the executor's host" : where)
            + ": dmesg -T | grep -i -E 'oom|killed process'");
    switch (conf.manager()) {
      case KUBERNETES -> ways.add("kubectl get events --sort-by=.lastTimestamp");
      case YARN -> ways.add("the NodeManager's log there: grep -i 'memory limits'");
      default -> {
        // nothing else limits memory
      }
    }
    return ways;
  }
}
