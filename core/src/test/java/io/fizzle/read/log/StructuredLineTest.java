package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One error, as each JSON layout of a logging library writes it. */
class StructuredLineTest {
  private static final String TRACE =
      "java.lang.OutOfMemoryError: Java heap space\n\tat app.Main.grow(Main.java:70)";

  static Stream<Arguments> layouts() {
    return Stream.of(
        Arguments.of(
            "Spark 4's SparkLayout",
            """
            {"ts":"2026-03-01T10:00:26.200Z","level":"ERROR","msg":"Exception in task 3.0","context":{"task_id":"3"},"exception":{"class":"java.lang.OutOfMemoryError","msg":"Java heap space","stacktrace":[{"class":"app.Main","method":"grow","file":"Main.java","line":70}]},"logger":"Executor"}
            """),
        Arguments.of(
            "EcsLayout",
            """
            {"@timestamp":"2026-03-01T10:00:26.200Z","log.level":"ERROR","message":"Exception in task 3.0","ecs.version":"1.2.0","log.logger":"org.apache.spark.executor.Executor","error.type":"java.lang.OutOfMemoryError","error.message":"Java heap space","error.stack_trace":"java.lang.OutOfMemoryError: Java heap space\\n\\tat app.Main.grow(Main.java:70)\\n"}
            """),
        Arguments.of(
            "ECS with nested names",
            """
            {"@timestamp":"2026-03-01T10:00:26.200Z","log":{"level":"ERROR","logger":"org.apache.spark.executor.Executor"},"message":"Exception in task 3.0","error":{"type":"java.lang.OutOfMemoryError","message":"Java heap space","stack_trace":"java.lang.OutOfMemoryError: Java heap space\\n\\tat app.Main.grow(Main.java:70)"}}
            """),
        Arguments.of(
            "logstash-logback-encoder",
            """
            {"@timestamp":"2026-03-01T12:00:26.200+02:00","@version":"1","message":"Exception in task 3.0","logger_name":"org.apache.spark.executor.Executor","thread_name":"t","level":"ERROR","level_value":40000,"stack_trace":"java.lang.OutOfMemoryError: Java heap space\\n\\tat app.Main.grow(Main.java:70)\\n"}
            """),
        Arguments.of(
            "LogstashJsonEventLayoutV1",
            """
            {"@version":1,"@timestamp":"2026-03-01T10:00:26.200+0000","message":"Exception in task 3.0","logger_name":"org.apache.spark.executor.Executor","level":"ERROR","exception":{"exception_class":"java.lang.OutOfMemoryError","exception_message":"Java heap space","stacktrace":"java.lang.OutOfMemoryError: Java heap space\\n\\tat app.Main.grow(Main.java:70)\\n"}}
            """),
        Arguments.of(
            "GcpLayout",
            """
            {"timestamp":"2026-03-01T10:00:26.200Z","severity":"ERROR","message":"Exception in task 3.0","logger":"org.apache.spark.executor.Executor","exception":{"exceptionClass":"java.lang.OutOfMemoryError","exceptionMessage":"Java heap space","stackTrace":"java.lang.OutOfMemoryError: Java heap space\\n\\tat app.Main.grow(Main.java:70)\\n"}}
            """),
        Arguments.of(
            "Log4j's JsonLayout",
            """
            {"instant":{"epochSecond":1772359226,"nanoOfSecond":200000000},"thread":"t","level":"ERROR","loggerName":"org.apache.spark.executor.Executor","message":"Exception in task 3.0","thrown":{"commonElementCount":0,"localizedMessage":"Java heap space","message":"Java heap space","name":"java.lang.OutOfMemoryError","extendedStackTrace":[{"class":"app.Main","method":"grow","file":"Main.java","line":70,"exact":false,"location":"app.jar","version":"?"}]},"endOfBatch":false}
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layouts")
  void tellsTimeLevelLoggerMessageAndException(String layout, String line) {
    StructuredLine read = StructuredLine.parse(line.strip());

    assertThat(read)
        .isEqualTo(
            new StructuredLine(
                Instant.parse("2026-03-01T10:00:26.200Z"),
                "ERROR",
                "Executor",
                "Exception in task 3.0",
                TRACE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layouts")
  void isTakenForALog(String layout, String line) {
    assertThat(io.fizzle.read.LogShapes.isLog(line)).isTrue();
  }

  @org.junit.jupiter.api.Test
  void aNestedCauseFollows() {
    StructuredLine read =
        StructuredLine.parse(
            "{\"level\":\"ERROR\",\"message\":\"x\",\"thrown\":{\"name\":\"a.Outer\",\"message\":\"o\",\"cause\":{\"name\":\"b.Inner\",\"message\":\"i\"}}}");

    assertThat(read).isNotNull();
    assertThat(read.trace()).isEqualTo("a.Outer: o\nCaused by: b.Inner: i");
  }

  @Property
  void nothingInALineMakesItFail(@ForAll String tail) {
    StructuredLine.parse("{\"level\":\"ERROR\",\"message\":\"x\",\"thrown\":{\"cause\":" + tail);
  }
}
