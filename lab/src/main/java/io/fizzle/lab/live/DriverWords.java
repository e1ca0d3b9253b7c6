package io.fizzle.lab.live;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in a driver's log of losses, early warnings and the plugin's answers. Spark's default
 * layout writes whole seconds, so every difference is true to a second.
 */
final class DriverWords {
  private static final String TIME = "^(\\d\\d/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d) ";

  /** {@code TaskSchedulerImpl.executorLost}, Spark 3.5 to 4.2. */
  private static final Pattern LOST =
      Pattern.compile(TIME + "ERROR TaskSchedulerImpl: Lost executor (\\S+) on ");

  /** It was given up while it stood still ({@code HeartbeatReceiver}). */
  private static final Pattern SILENT =
      Pattern.compile(LOST.pattern() + ".{1,300}heartbeat timed out");

  /** Where an executor leaves as asked ({@code TaskSchedulerImpl.logExecutorLoss}). */
  private static final Pattern LEFT =
      Pattern.compile(
          TIME + "INFO TaskSchedulerImpl: Executor (\\S+) on \\S+ (?:killed|is decommissioned)");

  private static final Pattern ANSWER =
      Pattern.compile(
          TIME
              + "WARN fizzle: Fizzle: executor (\\S+)(?: on \\S+)? lost: (?:([a-z-]+), (\\d+) %|not"
              + " enough)");

  private static final Pattern WARNING =
      Pattern.compile(TIME + "WARN fizzle: Fizzle: executor (\\S+) is at risk: ");

  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yy/MM/dd HH:mm:ss");

  /** When each executor was lost, the first time it is said. */
  private final Map<String, Instant> lost = new LinkedHashMap<>();

  private final Set<String> silent = new HashSet<>();

  /** That left because the driver had asked for it. */
  private final Set<String> sent = new HashSet<>();

  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final Map<String, List<Instant>> warnings = new LinkedHashMap<>();

  /**
   * @param cause {@code undetermined} where none was certain enough
   */
  record Answer(Instant at, String cause, double confidence) {}

  static DriverWords of(List<String> log) {
    DriverWords words = new DriverWords();
    log.forEach(words::read);
    return words;
  }

  private void read(String line) {
    match(LOST, line).ifPresent(found -> lost.putIfAbsent(found.group(2), time(found)));
    match(SILENT, line).ifPresent(found -> silent.add(found.group(2)));
    match(LEFT, line)
        .filter(found -> lost.putIfAbsent(found.group(2), time(found)) == null)
        .ifPresent(found -> sent.add(found.group(2)));
    match(ANSWER, line).ifPresent(found -> answers.putIfAbsent(found.group(2), answer(found)));
    match(WARNING, line)
        .ifPresent(
            found ->
                warnings
                    .computeIfAbsent(found.group(2), executor -> new ArrayList<>())
                    .add(time(found)));
  }

  private static Answer answer(Matcher found) {
    return found.group(3) == null
        ? new Answer(time(found), "undetermined", 0)
        : new Answer(time(found), found.group(3), Integer.parseInt(found.group(4)) / 100.0);
  }

  private static Optional<Matcher> match(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find() ? Optional.of(matcher) : Optional.empty();
  }

  /** The lab runs and reads its logs in one zone; only differences are used. */
  private static Instant time(Matcher found) {
    return LocalDateTime.parse(found.group(1), FORM).toInstant(ZoneOffset.UTC);
  }

  Map<String, Instant> losses() {
    return lost;
  }

  /** True where its process was not gone, but did not answer: its recorder stood still too. */
  boolean fellSilent(String executor) {
    return silent.contains(executor);
  }

  /** True where the driver itself had sent it away: idle, drained, or excluded for its failures. */
  boolean wasSentAway(String executor) {
    return sent.contains(executor);
  }

  Optional<Answer> answer(String executor) {
    return Optional.ofNullable(answers.get(executor));
  }

  /** From the first warning before the loss to the loss. */
  Optional<Duration> warnedBefore(String executor, Instant loss) {
    return warnings.getOrDefault(executor, List.of()).stream()
        .filter(warning -> !warning.isAfter(loss))
        .findFirst()
        .map(warning -> Duration.between(warning, loss));
  }

  /** Warnings of executors that nobody lost. */
  long falseAlarms() {
    return warnings.keySet().stream().filter(executor -> !lost.containsKey(executor)).count();
  }
}
