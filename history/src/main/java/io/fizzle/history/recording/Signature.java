package io.fizzle.history.recording;

import io.fizzle.application.FailedAttempt;
import io.fizzle.incident.Incident;
import io.fizzle.incident.MemoryError;
import io.fizzle.incident.RemovalLedger;
import io.fizzle.signal.Failure;
import io.fizzle.signal.RemovalReason;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What makes failures alike: the kind of failure, its message without what differs from run to run,
 * and where in the code it was thrown. The words of a diagnosis play no part, so that a better
 * diagnosis does not make it another failure.
 */
final class Signature {
  private static final int LONGEST_MESSAGE = 160;
  private static final int FRAMES = 3;

  /** Addresses, paths, ids, sizes, times: whatever has a digit in it. */
  private static final Pattern VARIABLE =
      Pattern.compile("[\\w.:/@%+-]{0,200}\\d[\\w.:/@%+-]{0,200}");

  private static final Pattern AT_LINE = Pattern.compile("\\([^)]{0,200}\\)$");

  /** {@code $$Lambda$1471/0x000000084}: numbered anew in each JVM. */
  private static final Pattern LAMBDA = Pattern.compile("\\$\\$Lambda[$/\\w]{0,60}");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,19}");

  private Signature() {}

  static String of(Incident incident) {
    return incident.kind().id() + " " + detail(incident);
  }

  private static String detail(Incident incident) {
    if (incident instanceof Incident.TasksFailed tasks) {
      return of(tasks.first().failure());
    }
    if (incident instanceof Incident.JobFailed job) {
      return of(job.failure());
    }
    if (incident instanceof Incident.ApplicationFailed application) {
      return of(application.failure());
    }
    if (incident instanceof Incident.ProcessLost lost) {
      return of(lost);
    }
    return "";
  }

  private static String of(Incident.ProcessLost lost) {
    if (!lost.memoryErrors().isEmpty()) {
      MemoryError error = lost.memoryErrors().get(0);
      return error.kind().name() + frames(attempts(lost), error);
    }
    RemovalLedger ledger = lost.ledger();
    RemovalReason reason = ledger.decisive();
    String what = reason == null ? "GONE" : reason.kind().name();
    Integer code = ledger.exitCode();
    return code == null ? what : what + " exit " + code;
  }

  private static List<FailedAttempt> attempts(Incident.ProcessLost lost) {
    return lost instanceof Incident.ExecutorLost executor ? executor.attempts() : List.of();
  }

  /** Where the task that threw it was. */
  private static String frames(List<FailedAttempt> attempts, MemoryError error) {
    return attempts.stream()
        .map(FailedAttempt::failure)
        .filter(failure -> failure.kind() == error.kind())
        .findFirst()
        .map(failure -> frames(failure.frames()))
        .orElse("");
  }

  private static String of(Failure failure) {
    String type = failure.type().substring(failure.type().lastIndexOf('.') + 1);
    String message = template(failure.message());
    return failure.kind().name()
        + (type.isEmpty() ? "" : " " + type)
        + (message.isEmpty() ? "" : ": " + message)
        + frames(failure.frames());
  }

  static String template(String message) {
    String line = message.lines().findFirst().orElse("");
    String start =
        line.length() > 2 * LONGEST_MESSAGE ? line.substring(0, 2 * LONGEST_MESSAGE) : line;
    String template = VARIABLE.matcher(start).replaceAll("#").strip();
    return template.length() > LONGEST_MESSAGE ? template.substring(0, LONGEST_MESSAGE) : template;
  }

  /** The first frames of the program's own code; of libraries where there are none. */
  private static String frames(List<String> frames) {
    List<String> own = frames.stream().filter(frame -> !isLibrary(frame)).toList();
    List<String> telling = own.isEmpty() ? frames : own;
    return telling.isEmpty()
        ? ""
        : telling.stream()
            .limit(FRAMES)
            .map(frame -> AT_LINE.matcher(frame).replaceAll(""))
            .map(frame -> LAMBDA.matcher(frame).replaceAll("\\$\\$Lambda"))
            .map(frame -> NUMBER.matcher(frame).replaceAll("#"))
            .collect(Collectors.joining(" < ", " @ ", ""));
  }

  private static boolean isLibrary(String frame) {
    return frame.startsWith("java.")
        || frame.startsWith("jdk.")
        || frame.startsWith("sun.")
        || frame.startsWith("scala.")
        || frame.startsWith("org.apache.");
  }
}
