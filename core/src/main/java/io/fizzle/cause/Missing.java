package io.fizzle.cause;

/** Evidence that is often missing, with the exact way to get it. */
public final class Missing {

  /**
   * {@code filecount}/{@code filesize} keep the log bounded; JDK 8 needs other flags. Executors of
   * Spark 3.5 and 4.x silently ignore JDK 8's flags on newer JDKs (they run with
   * IgnoreUnrecognizedVMOptions).
   */
  public static final MissingEvidence GC_LOG =
      new MissingEvidence(
          "the executor's GC log for the time before its end",
          "set spark.executor.extraJavaOptions=-Xlog:gc*,safepoint:file=<dir>/gc-%p.log:time,uptime,level,tags:filecount=5,filesize=20M"
              + " (JDK 8: -XX:+PrintGCDetails -XX:+PrintGCDateStamps -Xloggc:<file>) with <dir> on"
              + " a volume that outlives the executor");

  /** Where executors asked the driver in vain. */
  public static final MissingEvidence DRIVER_GC_LOG =
      new MissingEvidence(
          "the driver's GC log for the time in which it did not answer",
          "set spark.driver.extraJavaOptions=-Xlog:gc*,safepoint:file=<dir>/gc-driver-%p.log:time,uptime,level,tags:filecount=5,filesize=20M"
              + " (JDK 8: -XX:+PrintGCDetails -XX:+PrintGCDateStamps -Xloggc:<file>) before the"
              + " driver starts: --driver-java-options, or spark-defaults.conf");

  /** Where servers beside Spark keep the shuffle. */
  public static final MissingEvidence REMOTE_SHUFFLE_LOGS =
      new MissingEvidence(
          "what the remote shuffle service's own servers logged at that time",
          "Celeborn: logs/ of its master and of the worker that the message names; Uniffle: logs/"
              + " of its coordinator and of the shuffle server");

  private static final String HOW_TO_GET_EXECUTOR_LOGS =
      "standalone: work/<app>/<executor>/ on the worker; YARN: yarn logs -applicationId <id>; "
          + "Kubernetes: kubectl logs --previous <pod>, or keep dead pods with "
          + "spark.kubernetes.executor.deleteOnTermination=false";

  public static final MissingEvidence EXECUTOR_LOG =
      new MissingEvidence("the lost executor's own stderr and stdout", HOW_TO_GET_EXECUTOR_LOGS);

  /** Where no executor is known to be lost. */
  public static final MissingEvidence EXECUTOR_LOGS =
      new MissingEvidence("the executors' own stderr and stdout", HOW_TO_GET_EXECUTOR_LOGS);

  public static final MissingEvidence KILLER =
      new MissingEvidence(
          "who sent the signal: the kernel log and the container's memory events",
          "on the host: dmesg -T | grep -i -E 'oom|killed process'; for a container: cat "
              + "/sys/fs/cgroup/memory.events, or kubectl describe pod <pod> (Last State, Reason)");

  /** Where Spark only tells that its pods are not there. */
  public static final MissingEvidence POD_EVENTS =
      new MissingEvidence(
          "what became of the executors' pods: their events, and whether they are still there",
          "kubectl get events --sort-by=.lastTimestamp; kubectl get pods -l"
              + " spark-role=executor; kubectl describe pod <pod>");

  public static final MissingEvidence EXIT_CODE =
      new MissingEvidence(
          "the executor's exit code",
          "standalone: the worker's log; YARN: the NodeManager's log or yarn logs; Kubernetes:"
              + " kubectl get pod <pod> -o"
              + " jsonpath='{.status.containerStatuses[*].state.terminated}'");

  /** Where nothing was thrown: a program may also have ended while its threads were at work. */
  public static final MissingEvidence DRIVER_EXIT =
      new MissingEvidence(
          "the driver's exit code (143 is SIGTERM, 130 SIGINT), and whether the program ended or"
              + " called an exit while other threads waited for a job",
          "Kubernetes: kubectl describe pod <driver> and kubectl get events; YARN: the"
              + " NodeManager's log of container _000001; client mode: echo $? behind"
              + " spark-submit");

  /** Where a program ended itself without a word that was read. */
  public static final MissingEvidence PROGRAM_OUTPUT =
      new MissingEvidence(
          "what the program itself printed before it ended",
          "YARN: yarn logs -applicationId <id> -log_files stdout, container _000001; Kubernetes:"
              + " kubectl logs <driver pod>; client mode: the output of spark-submit");

  /** Where only later attempts of a task are told. */
  public static final MissingEvidence FIRST_ATTEMPT =
      new MissingEvidence(
          "the failure of the task's first attempt, which later ones may hide",
          "the driver's log: the first `Lost task INDEX.0 in stage`; the UI: the stage's failed"
              + " tasks, attempt 0; or the event log");

  /** Where a failure is quoted without what it hangs on. */
  public static final MissingEvidence WHOLE_TRACE =
      new MissingEvidence(
          "the whole stack trace: its frames and every `Caused by` line",
          "copy it from the log's file, from the line with the time of day to the last `... more`;"
              + " notebooks, the UI's tables and tickets cut it");

  /** {@code faulthandler} is Python's own; Spark 3.2 and later switch it on for their workers. */
  public static final MissingEvidence PYTHON_END =
      new MissingEvidence(
          "how the Python worker ended: killed for memory, or crashed in native code",
          "on the executor's host: dmesg -T | grep -i -E 'python|oom'; Spark 3.2 and later print a"
              + " crash's last stack with spark.python.worker.faulthandler.enabled=true");

  public static final MissingEvidence CONFIGURATION =
      new MissingEvidence(
          "the application's Spark configuration: the fix above starts from Spark's defaults",
          "give the event log, spark-defaults.conf or the spark-submit command as well; the UI"
              + " shows it under Environment");

  public static final MissingEvidence THREAD_DUMP =
      new MissingEvidence(
          "thread dumps of the executors while they wait",
          "jstack <pid> > jstack-<executor>.txt on the node, kubectl exec <pod> -- jcmd 1"
              + " Thread.print, or kill -QUIT <pid>, which prints it to the executor's stdout");

  public static final MissingEvidence DRIVER_LOG =
      new MissingEvidence(
          "the driver's log",
          "client mode: the output of spark-submit; YARN cluster mode: yarn logs, container"
              + " _000001; Kubernetes: kubectl logs <driver pod>");

  /** Where only its Python tells that the driver's JVM ended, or never began. */
  public static final MissingEvidence DRIVER_JVM =
      new MissingEvidence(
          "what the driver's JVM printed before it ended, or why java did not start",
          "the output above Python's first line; hs_err_pid*.log in the working directory; dmesg -T"
              + " | grep -i oom; java -version and echo $JAVA_HOME where it never started");

  private Missing() {}
}
