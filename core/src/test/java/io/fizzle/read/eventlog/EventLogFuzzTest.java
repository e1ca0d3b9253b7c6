package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.Signal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EventLogFuzzTest {
  private static final List<String> EVENTS =
      List.of(
          """
          {"Event":"SparkListenerTaskEnd","Stage ID":1,"Stage Attempt ID":0,"Task Type":"ResultTask","Task End Reason":{"Reason":"ExceptionFailure","Class Name":"a.B","Description":"d","Stack Trace":[{"Declaring Class":"a","Method Name":"b","File Name":"c","Line Number":1}],"Full Stack Trace":"a.B: d\\n\\tat x.y(z:1)"},"Task Info":{"Task ID":3,"Index":1,"Attempt":0,"Launch Time":5,"Executor ID":"1","Finish Time":9,"Accumulables":[]},"Task Executor Metrics":{"JVMHeapMemory":7},"Task Metrics":{"Executor Run Time":3,"Shuffle Read Metrics":{"Remote Bytes Read":4}}}\
          """,
          """
          {"Event":"SparkListenerTaskEnd","Stage ID":1,"Task End Reason":{"Reason":"FetchFailed","Block Manager Address":{"Executor ID":"2"},"Message":"m"},"Task Info":{"Index":1}}\
          """,
          """
          {"Event":"SparkListenerJobEnd","Job ID":1,"Completion Time":7,"Job Result":{"Result":"JobFailed","Exception":{"Message":"m","Stack Trace":[]}}}\
          """,
          """
          {"Event":"SparkListenerStageCompleted","Stage Info":{"Stage ID":1,"Stage Name":"n","Number of Tasks":2,"Failure Reason":"f"}}\
          """,
          """
          {"Event":"SparkListenerExecutorAdded","Timestamp":3,"Executor ID":"1","Executor Info":{"Host":"h","Total Cores":2}}\
          """,
          """
          {"Event":"SparkListenerEnvironmentUpdate","JVM Information":{"Java Version":"17"},"Spark Properties":{"a":"b"}}\
          """,
          """
          {"Event":"org.apache.spark.scheduler.SparkListenerNodeExcluded","time":5,"hostId":"h"}\
          """,
          """
          {"Event":"SparkListenerExecutorMetricsUpdate","Executor ID":"driver","Executor Metrics Updated":[{"Executor Metrics":{"JVMHeapMemory":5}}]}\
          """,
          """
          {"Event":"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd","time":5,"errorMessage":"e"}\
          """);

  @Property(tries = 300)
  void bytesOfAnyKindAreCountedAndNeverThrow(@ForAll byte[] bytes) {
    ReadLog log = ReadLog.of(new ByteArrayInputStream(bytes));

    assertThat(log.report().bytes()).isEqualTo(bytes.length);
    assertThat(log.signals()).isEmpty();
    assertThat(log.report().skipped()).isLessThanOrEqualTo(log.report().lines());
  }

  @Property(tries = 3000)
  void aDamagedEventIsReadOrSkippedAndItsNeighboursStay(
      @ForAll("events") String event,
      @ForAll @IntRange(min = 0, max = 2000) int place,
      @ForAll("damages") String damage,
      @ForAll @IntRange(min = 0, max = 40) int removed) {
    int from = place % event.length();
    String damaged =
        event.substring(0, from)
            + damage
            + event.substring(Math.min(event.length(), from + removed));
    String sane = "{\"Event\":\"SparkListenerApplicationEnd\",\"Timestamp\":5}";

    ReadLog log = ReadLog.of(sane, damaged, sane);

    assertThat(log.report().lines()).isEqualTo(3);
    assertThat(log.report().skipped()).isLessThanOrEqualTo(1);
    assertThat(log.report().torn()).isFalse();
    assertThat(lines(log)).contains(1L, 3L);
  }

  @Property(tries = 1000)
  void anEventCutAnywhereIsTornOrWhole(
      @ForAll("events") String event, @ForAll @IntRange(min = 1, max = 2000) int place) {
    String cut = event.substring(0, 1 + place % (event.length() - 1));

    ReadLog log = ReadLog.ofText(cut);

    assertThat(log.report().torn()).isEqualTo(log.report().skipped() == 1);
    assertThat(log.report().torn() || cut.endsWith("}")).isTrue();
  }

  @Property(tries = 500)
  void theSizesOfReadsDoNotMatter(
      @ForAll("events") String first,
      @ForAll("events") String second,
      @ForAll @IntRange(min = 1, max = 700) int step) {
    byte[] text = (first + "\n" + second).getBytes(StandardCharsets.UTF_8);
    InputStream dripping =
        new ByteArrayInputStream(text) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, step));
          }
        };

    assertThat(ReadLog.of(dripping)).isEqualTo(ReadLog.of(new ByteArrayInputStream(text)));
  }

  private static List<Long> lines(ReadLog log) {
    return log.signals().stream().map(Signal::evidence).map(evidence -> evidence.line()).toList();
  }

  @Provide
  Arbitrary<String> events() {
    return Arbitraries.of(EVENTS);
  }

  @Provide
  Arbitrary<String> damages() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "", "\"", "{", "}", "[", "]", "\\", ":", ",", "null", "\u0000", "\\u12", "-", "1e400"),
        Arbitraries.strings().ascii().excludeChars('\n').ofMaxLength(6));
  }
}
