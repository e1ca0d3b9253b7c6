package io.fizzle.lab.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.cause.Causes;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.lab.evidence.EvidenceFolder;
import io.fizzle.lab.run.Recording;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SourceClock;
import io.fizzle.read.vitals.VitalsRingReader;
import io.fizzle.signal.JvmSignal.VitalsSampled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One run with the plugin inside Spark: the executors that its driver lost.
 *
 * @param causes that are right for what happened in it; empty where nothing did
 * @param falseAlarms executors that were warned of and lived
 */
public record LiveTrial(String name, Set<String> causes, List<LiveLoss> losses, long falseAlarms) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Ends that leave no time for a last word: SIGKILL, the kernel's OOM killer, a crash. An executor
   * that dies of its heap stands still before it does, and cannot look at itself then.
   */
  private static final Set<String> SUDDEN =
      Set.of("killed-externally", "container-oom", "node-oom", "native-crash");

  public LiveTrial {
    causes = Set.copyOf(causes);
    losses = List.copyOf(losses);
  }

  /** Reads a kept recording. */
  public static LiveTrial of(String name, Recording recording) throws IOException {
    JsonNode truth = JSON.readTree(recording.truth().toFile());
    EvidenceFolder evidence = recording.evidence();
    DriverWords words = DriverWords.of(evidence.lines(evidence.folder().resolve("driver.log")));
    JsonNode ends = truth.path("run").path("executorsEnded");
    List<LiveLoss> losses = new ArrayList<>();
    for (Map.Entry<String, Instant> loss : words.losses().entrySet()) {
      losses.add(loss(loss.getKey(), loss.getValue(), words, ends, evidence));
    }
    return new LiveTrial(name, causes(truth), losses, words.falseAlarms());
  }

  private static LiveLoss loss(
      String executor, Instant lost, DriverWords words, JsonNode ends, EvidenceFolder evidence)
      throws IOException {
    Optional<DriverWords.Answer> answer = words.answer(executor);
    Path ring = evidence.folder().resolve("executor-" + executor + ".vitals");
    Optional<Instant> last = Files.exists(ring) ? lastSample(ring) : Optional.empty();
    Optional<Instant> end =
        ends.hasNonNull(executor) && !words.fellSilent(executor)
            ? Optional.of(Instant.parse(ends.path(executor).asText()))
            : Optional.empty();
    return new LiveLoss(
        executor,
        words.wasSentAway(executor),
        lost,
        answer.map(DriverWords.Answer::cause),
        answer.map(DriverWords.Answer::confidence).orElse(0.0),
        answer.map(said -> Duration.between(lost, said.at())),
        end.flatMap(gone -> last.map(sample -> Duration.between(sample, gone))),
        words.warnedBefore(executor, lost));
  }

  private static Optional<Instant> lastSample(Path ring) throws IOException {
    Source source = new Source(ring.toString(), SourceKind.VITALS, Owner.UNKNOWN);
    List<Instant> times = new ArrayList<>();
    try (InputStream bytes = Files.newInputStream(ring)) {
      new VitalsRingReader()
          .read(
              new ReadInput(source, SourceClock.UTC),
              bytes,
              signal -> {
                if (signal instanceof VitalsSampled sampled) {
                  times.add(sampled.vitals().time());
                }
              });
    }
    return times.stream().max(Instant::compareTo);
  }

  private static Set<String> causes(JsonNode truth) {
    Set<String> causes = new TreeSet<>();
    truth.path("verdict").forEach(id -> causes.add(id.asText()));
    truth.path("incident").forEach(id -> causes.add(id.asText()));
    causes.remove(Causes.HEALTHY);
    return causes;
  }

  /** True where the driver lost executors that it did not send away itself. */
  boolean counts() {
    return losses.stream().anyMatch(loss -> !loss.asked());
  }

  /** What happened left its executors no time. */
  boolean isSudden() {
    return causes.stream().anyMatch(SUDDEN::contains);
  }

  /** Every loss was answered rightly and in time. */
  boolean isRight() {
    return losses.stream().allMatch(loss -> loss.isRight(causes));
  }
}
