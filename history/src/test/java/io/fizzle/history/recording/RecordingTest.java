package io.fizzle.history.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.Investigation;
import io.fizzle.application.Outcome;
import io.fizzle.history.Exposure;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.History;
import io.fizzle.history.Resolution;
import io.fizzle.history.RunRecord;
import io.fizzle.history.Victim;
import io.fizzle.history.store.Stores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  private static final Path EXAMPLES = Path.of(System.getProperty("fizzle.root"), "examples");
  private static final Recording RECORDING =
      new Recording("lab", "sales", "billing", Instant.parse("2026-11-28T00:00:00Z"));

  @TempDir private Path folder;

  private static List<RunRecord> record(Path place) {
    List<RunRecord> records = new ArrayList<>();
    new Investigation(Investigation.Options.DEFAULT, (source, number, total, size) -> {})
        .investigate(
            List.of(place.toString()),
            (diagnosis, sources) -> records.add(RECORDING.of(diagnosis, sources)));
    return records;
  }

  private static RunRecord only(Path place) {
    List<RunRecord> records = record(place);
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  @Test
  void aFailedRunIsKeptWithItsFailureAndItsExecutors() {
    RunRecord record = only(EXAMPLES.resolve("executor-heap-oom"));

    assertThat(record.run().program().application()).isEqualTo("invoice-export");
    assertThat(record.run().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(record.run().cause()).isEqualTo("heap-oom");
    assertThat(record.run().origin().project()).isEqualTo("sales");
    assertThat(record.run().use().coreHours()).isPositive();
    assertThat(record.run().use().memoryHours()).isPositive();
    assertThat(record.run().exposed()).isTrue();
    assertThat(record.run().configuration()).containsEntry("spark.executor.memory", "512m");
    FailureEvent fatal =
        record.failures().stream().filter(FailureEvent::fatal).findFirst().orElseThrow();
    assertThat(fatal.cause()).isEqualTo("heap-oom");
    assertThat(fatal.signature()).startsWith("executor-lost HEAP_SPACE @ reports.");
    assertThat(fatal.resolution()).isEqualTo(Resolution.NONE);
    assertThat(fatal.excerpts()).isNotEmpty();
    List<String> lost = fatal.victims().stream().map(Victim::executor).toList();
    assertThat(record.exposures())
        .filteredOn(exposure -> !exposure.failure().isEmpty())
        .extracting(Exposure::executor)
        .containsAll(lost);
  }

  @Test
  void aHealthyRunIsKeptToo() {
    RunRecord record = only(EXAMPLES.resolve("healthy-much-garbage"));

    assertThat(record.run().outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(record.run().cause()).isEqualTo("healthy");
    assertThat(record.failures()).isEmpty();
    assertThat(record.exposures()).isNotEmpty();
  }

  @Test
  void theSameRunHasTheSameIdsWheneverItIsRecorded() {
    RunRecord one = only(EXAMPLES.resolve("gc-overhead-limit"));
    RunRecord other = only(EXAMPLES.resolve("gc-overhead-limit"));

    assertThat(one).isEqualTo(other);
  }

  @Test
  void oneReasonThatTakesThirtyExecutorsIsOneEvent() throws Exception {
    String lost =
        IntStream.range(0, 30)
            .mapToObj(
                i ->
                    "26/03/01 10:01:%02d ERROR YarnScheduler: Lost executor %d on node-%d: Container"
                            .formatted(i, i, i)
                        + " killed by YARN for exceeding physical memory limits. 5.6 GB of 5.5 GB"
                        + " physical memory used. Consider boosting spark.executor.memoryOverhead.")
            .collect(Collectors.joining("\n"));
    Path log =
        Files.writeString(
            folder.resolve("driver.log"),
            """
            26/03/01 10:00:00 INFO SparkContext: Running Spark version 3.5.7
            26/03/01 10:00:00 INFO SparkContext: Submitted application: wide-join
            """
                + lost
                + "\n");

    RunRecord record = only(log);

    assertThat(record.failures()).hasSize(1);
    assertThat(record.failures().get(0).cause()).isEqualTo("container-oom");
    assertThat(record.failures().get(0).victims()).hasSize(30);
    assertThat(record.run().exposed()).isFalse();
  }

  @Test
  void noSecretReachesTheFile() throws Exception {
    List<String> secrets =
        List.of(
            "hunter2-pw-7731",
            "tok_9f8e7d6c5b4a",
            "AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY",
            "s3cr3tInUrl99",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
            "bearer0123456789abcdef",
            "inner-voucher-4711",
            "ghp_abcdefghijklmnopqrstuvwxyz0123456789");
    String message =
        "connect jdbc:postgresql://app:%s@db/prod password=%s token: %s accessKey=%s secret_key=%s"
                .formatted(
                    secrets.get(4), secrets.get(0), secrets.get(1), secrets.get(2), secrets.get(3))
            + " jwt %s Authorization: Bearer %s voucher %s git %s"
                .formatted(secrets.get(5), secrets.get(6), secrets.get(7), secrets.get(8));
    Files.writeString(
        folder.resolve("spark-defaults.conf"),
        """
        spark.executor.memory 1g
        spark.redaction.regex (?i)secret|password|token|voucher
        spark.shop.voucher %s
        spark.hadoop.fs.s3a.secret.key %s
        spark.executorEnv.DB_PASSWORD %s
        """
            .formatted(secrets.get(7), secrets.get(3), secrets.get(0)));
    Files.writeString(
        folder.resolve("driver.log"),
        """
        26/03/01 10:00:00 INFO SparkContext: Running Spark version 3.5.7
        26/03/01 10:00:00 INFO SparkContext: Submitted application: wide-join
        26/03/01 10:01:00 ERROR Executor: Exception in task 0.0 in stage 0.0 (TID 0)
        java.sql.SQLException: %1$s
        \tat shop.Load.run(Load.java:12)
        26/03/01 10:01:01 ERROR TaskSetManager: Task 0 in stage 0.0 failed 4 times; aborting job
        26/03/01 10:01:02 ERROR ApplicationMaster: User class threw exception: java.sql.SQLException: %1$s
        Exception in thread "main" java.sql.SQLException: %1$s
        \tat shop.Load.main(Load.java:5)
        """
            .formatted(message));
    Path store = folder.resolve("store");

    try (History history = Stores.open(store.resolve("history.db").toString())) {
      List<RunRecord> records = record(folder);
      assertThat(records).isNotEmpty();
      assertThat(records.get(0).failures()).isNotEmpty();
      history.record(records);
      // also what waits in the write-ahead log
      requireWithout(store, secrets);
    }
    requireWithout(store, secrets);
  }

  private static void requireWithout(Path store, List<String> secrets) throws Exception {
    try (Stream<Path> files = Files.list(store)) {
      for (Path file : files.toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(secrets).as(file.toString()).noneMatch(bytes::contains);
      }
    }
  }

  @Test
  void namesOfRunsLoseWhatDiffersFromRunToRun() {
    assertThat(ApplicationName.of("invoice-export-20261127")).isEqualTo("invoice-export");
    assertThat(ApplicationName.of("etl 2026-11-27T08:00:00")).isEqualTo("etl");
    assertThat(ApplicationName.of("load_1700000000000")).isEqualTo("load");
    assertThat(ApplicationName.of("tpcds-q42")).isEqualTo("tpcds-q42");
    assertThat(ApplicationName.of("1700000000000")).isEqualTo("1700000000000");
  }

  @Test
  void messagesLoseWhatDiffersFromRunToRun() {
    assertThat(Signature.template("File hdfs://nn1:8020/a/part-00012.parquet is 0x1f short"))
        .isEqualTo(Signature.template("File hdfs://nn2:8020/b/part-00001.parquet is 0x2e short"));
    assertThat(Signature.template("Table sales not found"))
        .isNotEqualTo(Signature.template("Table prices not found"));
  }
}
