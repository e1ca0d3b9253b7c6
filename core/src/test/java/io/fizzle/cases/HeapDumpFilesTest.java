package io.fizzle.cases;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.cause.Argument;
import io.fizzle.report.SourceUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heap dumps that were given as files: their names tell something, their content is not read. */
class HeapDumpFilesTest {
  private static final String STARTED =
      """
      26/03/01 10:00:02 INFO CoarseGrainedExecutorBackend: Started daemon with process name: 44@node-4
      26/03/01 10:00:05 INFO Executor: Running task 0.0 in stage 0.0 (TID 0)
      """;
  private static final String TERMINATED =
      "26/03/01 10:00:09 ERROR CoarseGrainedExecutorBackend: RECEIVED SIGNAL TERM\n";
  private static final String HEAP_SPACE =
      "26/03/01 10:00:08 ERROR Executor: Exception in task 0.0 in stage 0.0 (TID 0)\n"
          + "java.lang.OutOfMemoryError: Java heap space\n";

  @TempDir private Path folder;

  private void dump(String name) throws IOException {
    Files.write(folder.resolve(name), "JAVA PROFILE 1.0.2\0\0\0\0\b\0\1\2\3".getBytes(ISO_8859_1));
  }

  private Diagnosed diagnosed(String log) throws IOException {
    Files.writeString(folder.resolve("executor-4.stderr"), log);
    return Diagnosed.of(List.of(folder));
  }

  private static List<String> said(Diagnosed diagnosed) {
    return diagnosed.main().stream()
        .flatMap(main -> main.causes().stream())
        .filter(cause -> cause.cause().id().equals("heap-oom"))
        .flatMap(cause -> cause.support().stream())
        .map(Argument::says)
        .toList();
  }

  @Test
  void aDumpUnderTheJvmsOwnNameHintsAtAMemoryErrorAndProvesNone() throws IOException {
    dump("java_pid44.hprof");

    Diagnosed diagnosed = diagnosed(STARTED + TERMINATED);

    assertThat(said(diagnosed))
        .singleElement()
        .asString()
        .contains("-XX:+HeapDumpOnOutOfMemoryError", "may also have been made by hand");
    assertThat(diagnosed.isUndetermined()).isTrue();
  }

  @Test
  void whereTheErrorItselfIsOnRecordTheDumpIsWhatToOpen() throws IOException {
    dump("java_pid44.hprof");

    Diagnosed diagnosed = diagnosed(STARTED + HEAP_SPACE + TERMINATED);

    assertThat(diagnosed.verdict()).isEqualTo("heap-oom");
    assertThat(said(diagnosed)).noneMatch(words -> words.contains("made by hand"));
    assertThat(diagnosed.remedies()).contains("Open the heap dump", "java_pid44.hprof");
  }

  @Test
  void aDumpOfAnotherNameOrOfAnotherProcessSaysNothingOfThisOne() throws IOException {
    dump("heap-before-release.hprof");
    dump("java_pid4711.hprof");

    assertThat(said(diagnosed(STARTED + TERMINATED))).isEmpty();
  }

  @Test
  void aFileThatIsCalledLikeADumpAndIsNoneIsNotTakenForOne() throws IOException {
    Files.writeString(folder.resolve("java_pid44.hprof"), "not there any more\n");

    assertThat(said(diagnosed(STARTED + TERMINATED))).isEmpty();
  }

  @Test
  void everyDumpIsListedWithWhatToDoWithIt() throws IOException {
    dump("java_pid44.hprof");
    dump("by-hand.bin");

    assertThat(diagnosed(STARTED).report().sources())
        .filteredOn(source -> source.note().contains("heap dump"))
        .hasSize(2)
        .allSatisfy(source -> assertThat(source.note()).contains("not read", "Eclipse MAT"))
        .extracting(SourceUse::used)
        .containsExactlyInAnyOrder(true, false);
  }
}
