package io.fizzle.read.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fizzle.evidence.Evidence;
import io.fizzle.signal.Failure;
import io.fizzle.signal.RemovalReason;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever a log holds: never an exception, never a negative number, never more than linear time.
 */
class HostileTextProperties {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int MEGABYTE = 1 << 20;

  @Property(tries = 2000)
  void anyTextIsParsedWithinBounds(@ForAll("mangledMessages") String text) {
    Failure failure = Failures.parse(text);

    assertThat(failure.actual()).isNotNegative();
    assertThat(failure.limit()).isNotNegative();
    assertThat(failure.message()).hasSizeLessThanOrEqualTo(Evidence.MAX_EXCERPT);
    assertThat(failure.frames()).hasSizeLessThanOrEqualTo(Failure.MAX_FRAMES);
  }

  @Property(tries = 2000)
  void anyRemovalTextIsParsedWithinBounds(@ForAll("mangledMessages") String text) {
    RemovalReason reason = RemovalReasons.parse(text);

    assertThat(reason.usedBytes()).isNotNegative();
    assertThat(reason.limitBytes()).isNotNegative();
    assertThat(reason.silenceMillis()).isNotNegative();
  }

  @Property
  void anySizeIsAtLeastZero(@ForAll String text) {
    assertThat(MemorySize.parse(text)).isNotNegative();
  }

  @Example
  void aMegabyteOfAnyPatternsOwnWordsTakesLinearTime() {
    List<String> words =
        List.of(
            "a(",
            "Caused by: ",
            "Caused by: x.YException: ",
            "\n",
            "\nCaused by: a.B: \n",
            "Suppressed: ",
            "Lost task ",
            "Task 1 in stage 1 failed 1 times, most recent failure: ",
            "] ",
            "[A_",
            "0 GB of ",
            "exited with exit code ",
            "reason: ",
            "reason=",
            "(",
            ")",
            ": ",
            "blockmgr-",
            "magic",
            "Cannot run program ",
            "/bash: ",
            "TaskKilled (",
            "java.lang.OutOfMemoryError: ",
            "Traceback (most recent call last):\n  File \"",
            "memory (1 MB) ",
            "Invalid ",
            "ResultStage 1 (",
            "Application application_",
            "Connecting to ");

    assertTimeoutPreemptively(
        SOON.multipliedBy(words.size()),
        () ->
            words.forEach(
                word -> {
                  String text = word.repeat(MEGABYTE / word.length());
                  assertTimeoutPreemptively(SOON, () -> parseBoth(text), word);
                  assertTimeoutPreemptively(SOON, () -> parseBoth("x: " + text), word);
                }));
  }

  @Example
  void emptyAndBlankTextsAreFine() {
    assertThatCode(() -> List.of("", " ", "\n\n", "\u0000", "\r\n").forEach(this::parseBoth))
        .doesNotThrowAnyException();
  }

  private void parseBoth(String text) {
    Failures.parse(text);
    RemovalReasons.parse(text);
  }

  @Provide
  Arbitrary<String> mangledMessages() {
    List<String> known =
        Samples.of("failure-samples.txt", 4).stream()
            .map(row -> row.get(3))
            .collect(Collectors.toList());
    Samples.of("removal-samples.txt", 7).forEach(row -> known.add(row.get(6)));
    Arbitrary<String> piece =
        Arbitraries.oneOf(
            Arbitraries.of(known),
            Arbitraries.of(
                "\nCaused by: ", "\n\tat a.b.C.d(E.java:1)\n", "99999999999999999999", "-1"),
            Arbitraries.strings().ofMaxLength(40));
    return Arbitraries.integers()
        .between(0, 200)
        .flatMap(
            cut ->
                piece
                    .list()
                    .ofMaxSize(6)
                    .map(parts -> String.join("", parts))
                    .map(text -> text.substring(Math.min(cut, text.length()))));
  }
}
