package io.fizzle.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.read.message.RemovalReasons;
import io.fizzle.signal.RemovalReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which removals are answered. */
class LossWatchTest {
  private static final Instant END = Instant.parse("2026-05-04T10:00:00Z");
  private static final RemovalReason EXITED = RemovalReasons.parse("Command exited with code 143");

  private final List<String> answered = new ArrayList<>();
  private final ApplicationEnding ending = new ApplicationEnding();
  private final LossWatch watch =
      new LossWatch(
          executor -> Optional.of(LossReportTest.explained("Command exited with code 137")),
          new VitalsBoard(),
          ending,
          report -> answered.add(report.headline()));

  @Test
  void aLossBeforeTheApplicationEndsIsAnsweredAtItsEndAtTheLatest() {
    watch.lost("7", EXITED, END.minusMillis(1));
    ending.at(END.toEpochMilli());

    watch.close();

    assertThat(answered).hasSize(1);
    assertThat(watch.reports()).hasSize(1);
  }

  @Test
  void whatIsLostWhileTheApplicationEndsIsNoLoss() {
    watch.lost("7", EXITED, END);
    ending.at(END.plusSeconds(1).toEpochMilli());
    ending.at(END.toEpochMilli());

    watch.close();

    assertThat(answered).isEmpty();
    assertThat(watch.reports()).isEmpty();
  }

  @Test
  void nothingIsLostToAnEndThatDidNotCome() {
    watch.lost("7", EXITED, END);

    watch.close();

    assertThat(answered).hasSize(1);
  }
}
