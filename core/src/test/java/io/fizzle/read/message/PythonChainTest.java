package io.fizzle.read.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.FailureKind;
import org.junit.jupiter.api.Test;

/** Python exceptions that were raised one after the other. */
class PythonChainTest {
  private static final String DURING =
      "\n\nDuring handling of the above exception, another exception occurred:\n\n";
  private static final String CAUSED =
      "\n\nThe above exception was the direct cause of the following exception:\n\n";

  private static String raised(String error) {
    return "Traceback (most recent call last):\n  File \"/opt/jobs/a.py\", line 3, in a\n" + error;
  }

  @Test
  void ofEqualsTheOneThatCameUpInTheHandlerCounts() {
    String text =
        raised("KeyError: 'a'")
            + DURING
            + raised("IndexError: 'b'")
            + DURING
            + raised("OSError: c");

    assertThat(Failures.parse(text).headline()).isEqualTo("OSError: c");
  }

  @Test
  void ofEqualsTheCauseCounts() {
    String text = raised("KeyError: 'a'") + CAUSED + raised("app.LoadError: no a");

    assertThat(Failures.parse(text).headline()).isEqualTo("KeyError: 'a'");
  }

  @Test
  void whatTellsMoreCountsWhereverItStands() {
    String missing =
        "pyspark.errors.exceptions.captured.AnalysisException: [PATH_NOT_FOUND] Path does not"
            + " exist: s3a://crops/fields.";

    assertThat(Failures.parse(raised("KeyError: 'a'") + DURING + raised(missing)).kind())
        .isEqualTo(FailureKind.DATA_MISSING);
    assertThat(Failures.parse(raised(missing) + DURING + raised("SystemError: end")).kind())
        .isEqualTo(FailureKind.DATA_MISSING);
    assertThat(Failures.parse(raised(missing) + CAUSED + raised("app.LoadError: no a")).kind())
        .isEqualTo(FailureKind.DATA_MISSING);
  }

  @Test
  void aSentenceWithinALineJoinsNothing() {
    String text = raised("ValueError: it says: During handling of the above exception, another");

    assertThat(PythonChain.ranked(text)).containsExactly(text);
  }

  @Test
  void aChainWithoutEndIsReadAtOnce() {
    String text = (raised("KeyError: 'a'") + DURING).repeat(5000);

    assertThat(PythonChain.ranked(text)).hasSize(16);
  }
}
