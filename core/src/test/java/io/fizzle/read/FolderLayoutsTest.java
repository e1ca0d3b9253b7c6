package io.fizzle.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import io.fizzle.evidence.SourceKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as managed services of Spark write them: each file by content, its process by path. */
class FolderLayoutsTest {
  private static final String TRACE = "java.lang.IllegalStateException: x\n\tat a.B.c(B.java:1)\n";
  private static final String EVENTS =
      """
      {"Event":"SparkListenerLogStart","Spark Version":"3.5.0"}
      {"Event":"SparkListenerApplicationStart","App Name":"nightly","App ID":"app-20261127002825-0000","Timestamp":1772359200000,"User":"u"}
      """;

  @TempDir Path folder;

  @Test
  void emr() throws IOException {
    String containers = "logs/j-1/containers/application_1700000000000_0001/";
    gz(containers + "container_1700000000000_0001_01_000001/stderr.gz", TRACE);
    gz(containers + "container_1700000000000_0001_01_000003/stdout.gz", TRACE);
    gz("logs/j-1/steps/s-1/stderr.gz", IntakeTest.DRIVER);
    gz("logs/j-1/steps/s-1/controller.gz", "2026-03-01T10:00:00.000Z INFO Ensure step 1 jar\n");
    gz(
        "logs/j-1/node/i-0abc/applications/hadoop-yarn/hadoop-yarn-nodemanager-ip-10-0-0-1.log.gz",
        "2026-03-01 10:00:00,000 INFO x.ContainerImpl: Container transitioned\n");

    assertThat(owners())
        .containsEntry(
            "000001/stderr.gz",
            new Owner(Role.APPLICATION_MASTER, "container_1700000000000_0001_01_000001"))
        .containsEntry(
            "000003/stdout.gz", new Owner(Role.EXECUTOR, "container_1700000000000_0001_01_000003"))
        .containsEntry("s-1/stderr.gz", Owner.DRIVER)
        .containsEntry("s-1/controller.gz", Owner.UNKNOWN)
        .containsEntry(
            "hadoop-yarn/hadoop-yarn-nodemanager-ip-10-0-0-1.log.gz",
            new Owner(Role.NODE_MANAGER, ""));
  }

  @Test
  void dataproc() throws IOException {
    String job = "google-cloud-dataproc-metainfo/0a1b/jobs/nightly-7/";
    file(job + "driveroutput.000000000", TRACE);
    file(job + "driveroutput.000000001", TRACE);

    assertThat(owners().values()).containsExactly(Owner.DRIVER, Owner.DRIVER);
  }

  @Test
  void databricks() throws IOException {
    file("0301-100000-abc/driver/stdout", TRACE);
    file("0301-100000-abc/driver/stderr--2026-03-01--10-00", TRACE);
    gz("0301-100000-abc/driver/log4j-2026-03-01-10.log.gz", IntakeTest.DRIVER);
    file("0301-100000-abc/executor/app-20261127002825-0000/0/stderr", TRACE);
    gz("0301-100000-abc/executor/app-20261127002825-0000/12/stdout--2026-03-01--10-00.gz", TRACE);
    String log = "0301-100000-abc/eventlog/0301-100000-abc_10_0_0_1/42/";
    gz(log + "eventlog-2026-03-01--10-00.gz", EVENTS);
    file(log + "eventlog", EVENTS.lines().skip(1).findFirst().orElseThrow() + "\n");

    assertThat(owners())
        .containsEntry("driver/stdout", Owner.DRIVER)
        .containsEntry("driver/stderr--2026-03-01--10-00", Owner.DRIVER)
        .containsEntry("driver/log4j-2026-03-01-10.log.gz", Owner.DRIVER)
        .containsEntry("0/stderr", Owner.executor("0"))
        .containsEntry("12/stdout--2026-03-01--10-00.gz", Owner.executor("12"));
    assertThat(inputs())
        .filteredOn(input -> input.source().kind() == SourceKind.EVENT_LOG)
        .singleElement()
        .satisfies(
            input ->
                assertThat(new String(input.open().readAllBytes(), StandardCharsets.UTF_8))
                    .hasLineCount(3));
  }

  /** By folder and name. */
  private Map<String, Owner> owners() {
    Map<String, Owner> owners = new TreeMap<>();
    for (Input input : inputs()) {
      Path path = Path.of(input.source().name());
      String parent = String.valueOf(path.getParent().getFileName());
      owners.put(
          parent.replaceFirst("container_.*_(?=\\d+$)", "") + "/" + path.getFileName(),
          input.source().owner());
    }
    return owners;
  }

  private List<Input> inputs() {
    try (Collected collected =
        new Intake(Limits.DEFAULT, Map.of()).collect(List.of(folder.toString()))) {
      assertThat(collected.problems()).isEmpty();
      return collected.inputs();
    }
  }

  private void gz(String name, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    write(name, bytes.toByteArray());
  }

  private void file(String name, String content) throws IOException {
    write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
