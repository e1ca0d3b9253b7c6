package io.fizzle.lab.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.lab.Lab;
import io.fizzle.lab.LabException;
import io.fizzle.lab.Progress;
import io.fizzle.lab.guest.Guest;
import io.fizzle.lab.guest.GuestCommand;
import io.fizzle.lab.guest.GuestKernel;
import io.fizzle.lab.scenario.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs a trial inside a guest kernel, by the lab's own command: what runs there is the same lab, on
 * a machine that lends memory cgroups.
 *
 * @param cache Spark's jars, which the guest reads
 */
record GuestTrials(Path cache, Clusters clusters, Progress progress) {
  private static final int MEMORY_MEBIBYTES = 4096;
  private static final Duration LIMIT = Duration.ofMinutes(15);

  Run run(Trial trial) throws IOException, InterruptedException {
    // Spark and its class archive must be there before: the guest cannot fetch anything
    clusters.quick(trial.variant().spark());
    Path folder = Files.createTempDirectory(clusters.runs(), "guest-");
    GuestKernel kernel = GuestKernel.find(cache, progress::step);
    progress.step("  booting a guest kernel for it: this machine lends no memory cgroup");
    Guest guest = new Guest(kernel, List.of(folder), MEMORY_MEBIBYTES, LIMIT);
    Path here = Path.of("").toAbsolutePath();
    GuestCommand command =
        new GuestCommand(
            arguments(trial, folder), Map.of("FIZZLE_LAB_CACHE", cache.toString()), here);
    int status = guest.run(command, line -> progress.step("  | " + line), folder.resolve("dmesg"));
    Recording recording = new Recording(folder.resolve("recordings").resolve(trial.name()));
    if (status != 0 || !Files.exists(recording.truth())) {
      throw new LabException("the lab in the guest kernel ended with status " + status);
    }
    JsonNode run = new ObjectMapper().readTree(recording.truth().toFile()).path("run");
    return new Run(
        trial,
        recording,
        run.path("driverExitStatus").asInt(),
        run.path("seconds").asDouble(),
        0,
        recording.prove(trial));
  }

  /**
   * Runs have a folder of their own in the guest: its kernel does not see which of the host's
   * folders are locked by a lab that lives.
   */
  private List<String> arguments(Trial trial, Path folder) {
    String separator = System.getProperty("path.separator");
    String classPath =
        List.of(System.getProperty("java.class.path").split(separator)).stream()
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(separator));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> arguments = new ArrayList<>();
    clusters
        .plugin()
        .ifPresent(plugin -> arguments.addAll(List.of("--with-plugin", plugin.toString())));
    arguments.addAll(
        0,
        List.of(
            java.toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-cp",
            classPath,
            Lab.class.getName(),
            "record",
            trial.name(),
            "--no-packed",
            "--into",
            folder.resolve("recordings").toString(),
            "--runs",
            folder.resolve("runs").toString()));
    return arguments;
  }
}
