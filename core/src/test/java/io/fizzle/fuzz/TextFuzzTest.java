package io.fizzle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Redaction;
import io.fizzle.read.message.Failures;
import io.fizzle.read.message.MemorySize;
import io.fizzle.read.message.RemovalReasons;
import io.fizzle.signal.Failure;
import io.fizzle.signal.RemovalReason;
import java.nio.charset.StandardCharsets;

/** The rules that read free text: no exception, no number below zero, no explosion of a pattern. */
class TextFuzzTest {
  /**
   * Texts may be as long as a message in an event log; a pattern that explodes needs the length.
   */
  private static final int REPEATED = 8;

  @FuzzTarget
  void message(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (String variant : new String[] {text, text.repeat(REPEATED)}) {
      Failure failure = Failures.parse(variant);
      assertThat(failure.actual()).isNotNegative();
      assertThat(failure.limit()).isNotNegative();
      assertThat(failure.message()).hasSizeLessThanOrEqualTo(Evidence.MAX_EXCERPT);
    }
  }

  @FuzzTarget
  void removal(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (String variant : new String[] {text, text.repeat(REPEATED)}) {
      RemovalReason reason = RemovalReasons.parse(variant);
      assertThat(reason.usedBytes()).isNotNegative();
      assertThat(reason.limitBytes()).isNotNegative();
      assertThat(reason.silenceMillis()).isNotNegative();
    }
    assertThat(MemorySize.parse(text)).isNotNegative();
  }

  @FuzzTarget
  void redaction(byte[] bytes) {
    String secret = "spark.ssl.keyPassword=" + "s".repeat(8);
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertThat(Redaction.redact(text.repeat(REPEATED) + "\n" + secret)).doesNotContain(secret);
  }
}
