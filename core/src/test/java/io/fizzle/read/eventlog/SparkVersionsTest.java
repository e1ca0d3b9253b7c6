package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.Signal;
import io.fizzle.signal.WorkSignal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One short run that loses an executor, as different versions of Spark write it. */
class SparkVersionsTest {

  @Test
  void spark24() {
    ReadLog log =
        ReadLog.ofText(
            """
            {"Event":"SparkListenerLogStart","Spark Version":"2.4.8"}
            {"Event":"SparkListenerExecutorAdded","Timestamp":1600000000500,"Executor ID":"1","Executor Info":{"Host":"worker-7","Total Cores":2,"Log Urls":{}}}
            {"Event":"SparkListenerBlockManagerAdded","Block Manager ID":{"Executor ID":"1","Host":"worker-7","Port":7001},"Maximum Memory":384093388,"Timestamp":1600000000510,"Maximum Onheap Memory":384093388,"Maximum Offheap Memory":0}
            {"Event":"SparkListenerEnvironmentUpdate","JVM Information":{"Java Home":"/opt/jre","Java Version":"1.8.0_292 (Private Build)","Scala Version":"version 2.11.12"},"Spark Properties":{"spark.master":"yarn","spark.executor.memory":"1g"},"System Properties":{},"Classpath Entries":{}}
            {"Event":"SparkListenerApplicationStart","App Name":"ledger","App ID":"application_1_0001","Timestamp":1600000000000,"User":"batch"}
            {"Event":"SparkListenerJobStart","Job ID":0,"Submission Time":1600000001000,"Stage Infos":[{"Stage ID":0,"Stage Attempt ID":0,"Stage Name":"count at Ledger.scala:9","Number of Tasks":1,"RDD Info":[],"Parent IDs":[],"Details":"","Accumulables":[]}],"Stage IDs":[0],"Properties":{}}
            {"Event":"SparkListenerStageSubmitted","Stage Info":{"Stage ID":0,"Stage Attempt ID":0,"Stage Name":"count at Ledger.scala:9","Number of Tasks":1,"RDD Info":[],"Parent IDs":[],"Details":"","Submission Time":1600000001001,"Accumulables":[]},"Properties":{}}
            {"Event":"SparkListenerTaskStart","Stage ID":0,"Stage Attempt ID":0,"Task Info":{"Task ID":0,"Index":0,"Attempt":0,"Launch Time":1600000001010,"Executor ID":"1","Host":"worker-7","Locality":"ANY","Speculative":false,"Getting Result Time":0,"Finish Time":0,"Failed":false,"Killed":false,"Accumulables":[]}}
            {"Event":"SparkListenerExecutorRemoved","Timestamp":1600000003000,"Executor ID":"1","Removed Reason":"Slave lost"}
            {"Event":"SparkListenerTaskEnd","Stage ID":0,"Stage Attempt ID":0,"Task Type":"ResultTask","Task End Reason":{"Reason":"ExecutorLostFailure","Executor ID":"1","Exit Caused By App":true,"Loss Reason":"Slave lost"},"Task Info":{"Task ID":0,"Index":0,"Attempt":0,"Launch Time":1600000001010,"Executor ID":"1","Host":"worker-7","Locality":"ANY","Speculative":false,"Getting Result Time":0,"Finish Time":1600000002999,"Failed":true,"Killed":false,"Accumulables":[]}}
            {"Event":"SparkListenerApplicationEnd","Timestamp":1600000009000}
            """);

    assertThat(log.report().skipped()).isZero();
    assertThat(kinds(log))
        .containsExactly(
            "Identified 1",
            "Added 2",
            "Identified 4",
            "Configured 4",
            "Identified 5",
            "Started 5",
            "JobStarted 6",
            "StageStarted 7",
            "TaskStarted 8",
            "Removed 9",
            "TaskFailed 10",
            "Ended 11");
    assertThat(log.only(ExecutorSignal.Removed.class).reason().text()).isEqualTo("Slave lost");
    assertThat(log.only(WorkSignal.TaskFailed.class).metrics()).isNull();
    assertThat(log.only(ApplicationSignal.Ended.class).exitCode()).isNull();
  }

  @Test
  void spark35() {
    ReadLog log =
        ReadLog.ofText(
            """
            {"Event":"SparkListenerLogStart","Spark Version":"3.5.9"}
            {"Event":"SparkListenerResourceProfileAdded","Resource Profile Id":0,"Executor Resource Requests":{"memory":{"Resource Name":"memory","Amount":1024,"Discovery Script":"","Vendor":""}},"Task Resource Requests":{"cpus":{"Resource Name":"cpus","Amount":1.0}}}
            {"Event":"SparkListenerApplicationStart","App Name":"ledger","App ID":"spark-77","Timestamp":1700000000000,"User":"batch"}
            {"Event":"SparkListenerExecutorAdded","Timestamp":1700000000500,"Executor ID":"1","Executor Info":{"Host":"10.0.0.7","Total Cores":2,"Log Urls":{},"Attributes":{},"Resources":{},"Resource Profile Id":0,"Registration Time":1700000000500,"Request Time":1700000000100}}
            {"Event":"SparkListenerTaskStart","Stage ID":0,"Stage Attempt ID":0,"Task Info":{"Task ID":0,"Index":0,"Attempt":0,"Partition ID":0,"Launch Time":1700000001010,"Executor ID":"1","Host":"10.0.0.7","Locality":"ANY","Speculative":false,"Getting Result Time":0,"Finish Time":0,"Failed":false,"Killed":false,"Accumulables":[]}}
            {"Event":"SparkListenerTaskEnd","Stage ID":0,"Stage Attempt ID":0,"Task Type":"ResultTask","Task End Reason":{"Reason":"ExecutorLostFailure","Executor ID":"1","Exit Caused By App":true,"Loss Reason":"\\nThe executor with id 1 exited with exit code 137(SIGKILL, possible container OOM)."},"Task Info":{"Task ID":0,"Index":0,"Attempt":0,"Partition ID":0,"Launch Time":1700000001010,"Executor ID":"1","Host":"10.0.0.7","Locality":"ANY","Speculative":false,"Getting Result Time":0,"Finish Time":1700000002999,"Failed":true,"Killed":false,"Accumulables":[]},"Task Executor Metrics":{"JVMHeapMemory":-1,"JVMOffHeapMemory":0,"MajorGCCount":0,"TotalGCTime":0}}
            {"Event":"SparkListenerExecutorRemoved","Timestamp":1700000003000,"Executor ID":"1","Removed Reason":"\\nThe executor with id 1 exited with exit code 137(SIGKILL, possible container OOM).\\n"}
            {"Event":"SparkListenerStageExecutorMetrics","Executor ID":"1","Stage ID":0,"Stage Attempt ID":0,"Executor Metrics":{"JVMHeapMemory":900000000,"JVMOffHeapMemory":70000000,"DirectPoolMemory":4096,"ProcessTreeJVMRSSMemory":0,"MinorGCTime":5,"MajorGCCount":1,"MajorGCTime":40,"TotalGCTime":45}}
            {"Event":"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd","executionId":0,"time":1700000004000,"errorMessage":""}
            {"Event":"SparkListenerApplicationEnd","Timestamp":1700000009000}
            """);

    assertThat(log.report().skipped()).isZero();
    assertThat(kinds(log))
        .containsExactly(
            "Identified 1",
            "Identified 3",
            "Started 3",
            "Added 4",
            "TaskStarted 5",
            "TaskFailed 6",
            "Removed 7",
            "PeakMetrics 8",
            "QueryEnded 9",
            "Ended 10");
    assertThat(log.only(ExecutorSignal.Removed.class).reason().exitCode()).isEqualTo(137);
    assertThat(log.only(ExecutorSignal.PeakMetrics.class).gcMillis()).isEqualTo(45);
  }

  @Test
  void spark41() {
    ReadLog log =
        ReadLog.ofText(
            """
            {"Event":"SparkListenerLogStart","Spark Version":"4.1.1"}
            {"Event":"SparkListenerApplicationStart","App Name":"ledger","App ID":"app-20260101000000-0000","Timestamp":1790000000000,"User":"batch"}
            {"Event":"SparkListenerTaskStart","Stage ID":0,"Stage Attempt ID":0,"Task Info":{"Task ID":0,"Index":0,"Attempt":0,"Partition ID":0,"Launch Time":1790000001010,"Executor ID":"1","Host":"10.0.0.7","Locality":"ANY","Speculative":false,"Getting Result Time":0,"Finish Time":0,"Failed":false,"Killed":false}}
            {"Event":"SparkListenerTaskEnd","Stage ID":0,"Stage Attempt ID":0,"Task Type":"ResultTask","Task End Reason":{"Reason":"Success"},"Task Info":{"Task ID":0,"Index":0,"Attempt":0,"Partition ID":0,"Launch Time":1790000001010,"Executor ID":"1","Host":"10.0.0.7","Locality":"ANY","Speculative":false,"Getting Result Time":0,"Finish Time":1790000002010,"Failed":false,"Killed":false,"Accumulables":[]},"Task Executor Metrics":{"JVMHeapMemory":5,"ConcurrentGCCount":2,"ConcurrentGCTime":6},"Task Metrics":{"Executor Deserialize Time":3,"Executor Run Time":900,"Executor CPU Time":800000000,"Peak Execution Memory":64,"Peak On Heap Execution Memory":60,"Peak Off Heap Execution Memory":4,"Result Size":10,"JVM GC Time":7,"Result Serialization Time":0,"Memory Bytes Spilled":0,"Disk Bytes Spilled":0,"Shuffle Read Metrics":{"Remote Blocks Fetched":0,"Local Blocks Fetched":0,"Fetch Wait Time":0,"Remote Bytes Read":0,"Remote Bytes Read To Disk":0,"Local Bytes Read":0,"Total Records Read":0,"Remote Requests Duration":0,"Push Based Shuffle":{}},"Shuffle Write Metrics":{"Shuffle Bytes Written":0,"Shuffle Write Time":0,"Shuffle Records Written":0},"Input Metrics":{"Bytes Read":0,"Records Read":0},"Output Metrics":{"Bytes Written":0,"Records Written":0},"Updated Blocks":[]}}
            {"Event":"SparkListenerJobEnd","Job ID":0,"Completion Time":1790000003000,"Job Result":{"Result":"JobSucceeded"}}
            {"Event":"SparkListenerApplicationEnd","Timestamp":1790000009000,"ExitCode":0}
            """);

    assertThat(log.report().skipped()).isZero();
    assertThat(kinds(log))
        .containsExactly(
            "Identified 1",
            "Identified 2",
            "Started 2",
            "TaskStarted 3",
            "PolledByTask 4",
            "TaskSucceeded 4",
            "JobEnded 5",
            "Ended 6");
    assertThat(log.only(WorkSignal.TaskSucceeded.class).metrics().peakExecutionMemory())
        .as("both kinds of memory together, as before Spark 4 told them apart")
        .isEqualTo(64);
    assertThat(log.only(ApplicationSignal.Ended.class).exitCode()).isZero();
  }

  private static List<String> kinds(ReadLog log) {
    return log.signals().stream().map(SparkVersionsTest::kind).toList();
  }

  private static String kind(Signal signal) {
    return signal.getClass().getSimpleName() + " " + signal.evidence().line();
  }
}
