package io.fizzle;

import static io.fizzle.ApplicationSources.driver;
import static io.fizzle.ApplicationSources.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.report.Report;
import io.fizzle.signal.MachineSignal.ContainerExited;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listings that have pods of several applications. */
class SeveralApplicationsPodsTest {
  @TempDir private Path folder;

  @Test
  void podsOfAnotherApplicationAreNotTakenForItsOwn() throws IOException {
    file("driver.log", driver(OURS, "10:00:00"));
    file("pods.yaml", pod(OURS, "ours", 0, "Completed") + pod(THEIRS, "theirs", 137, "OOMKilled"));

    Report report = report();

    assertThat(report.others()).isEmpty();
    assertThat(
            report
                .diagnosis()
                .application()
                .executors()
                .get("1")
                .facts()
                .all(ContainerExited.class))
        .extracting(ContainerExited::exitStatus)
        .containsExactly(0);
    assertThat(report.sources())
        .filteredOn(source -> source.name().endsWith("pods.yaml"))
        .singleElement()
        .satisfies(source -> assertThat(source.note()).contains("pods of 2 applications"));
  }

  @Test
  void podsAloneAreDiagnosedApplicationByApplication() throws IOException {
    file("pods.yaml", pod(OURS, "ours", 0, "Completed") + pod(THEIRS, "theirs", 137, "OOMKilled"));

    Report report = report();

    assertThat(id(report.diagnosis())).isEqualTo(THEIRS);
    assertThat(report.others()).extracting(ApplicationSources::id).containsExactly(OURS);
  }

  private static final String OURS = "spark-" + "0a".repeat(16);

  private static final String THEIRS = "spark-" + "1b".repeat(16);

  /** A listing has as many pods as the cluster. */
  @Test
  void podsFarBehindTheBeginningAreToldApartToo() throws IOException {
    String ours = pod(OURS, "ours", 0, "Completed");
    String many = ours.repeat((1 << 18) / ours.length());
    file("pods.yaml", many + pod(THEIRS, "theirs", 137, "OOMKilled"));

    Report report = report();

    assertThat(id(report.diagnosis())).isEqualTo(THEIRS);
    assertThat(report.others()).extracting(ApplicationSources::id).containsExactly(OURS);
  }

  private static String pod(String application, String name, int exit, String reason) {
    return """
    ---
    apiVersion: v1
    kind: Pod
    metadata:
      name: %s-exec-1
      namespace: etl
      labels:
        spark-app-selector: %s
        spark-role: executor
        spark-exec-id: "1"
    status:
      phase: %s
      containerStatuses:
      - name: spark-kubernetes-executor
        state:
          terminated:
            exitCode: %d
            reason: %s
    """
        .formatted(name, application, exit == 0 ? "Succeeded" : "Failed", exit, reason);
  }

  private Report report() {
    return ApplicationSources.report(folder);
  }

  private void file(String name, String content) throws IOException {
    ApplicationSources.file(folder, name, content);
  }
}
