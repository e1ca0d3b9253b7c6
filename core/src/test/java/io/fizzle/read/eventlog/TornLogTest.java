package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs whose driver or disk died while they were written. */
class TornLogTest {

  @ParameterizedTest
  @EnumSource(EventLogCodecTest.Form.class)
  void aLogCutAnywhereGivesTheSignalsBeforeTheCut(EventLogCodecTest.Form form) throws IOException {
    byte[] whole = form.compress(EventLogCodecTest.LOG);
    List<Signal> all = signals(whole);
    assertThat(all).hasSize(4000);

    int cuts = 60;
    for (int i = 0; i < cuts; i++) {
      List<Signal> before = signals(Arrays.copyOf(whole, (int) ((long) whole.length * i / cuts)));
      assertThat(before).hasSizeLessThan(all.size());
      assertThat(before).isEqualTo(all.subList(0, before.size()));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = EventLogCodecTest.Form.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PLAIN"})
  void damageIsToldOrHarmless(EventLogCodecTest.Form form) throws IOException {
    byte[] whole = form.compress(EventLogCodecTest.LOG);

    for (int at = 20; at < whole.length; at += whole.length / 40) {
      byte[] damaged = whole.clone();
      Arrays.fill(damaged, at, Math.min(whole.length, at + 3), (byte) 0xA7);
      ReadLog log = read(damaged);
      assertThat(log.report().skipped()).isLessThanOrEqualTo(log.report().lines());
      assertThat(log.signals().size()).isLessThanOrEqualTo((int) log.report().lines());
    }
  }

  private static List<Signal> signals(byte[] stored) throws IOException {
    return read(stored).signals();
  }

  private static ReadLog read(byte[] stored) throws IOException {
    return ReadLog.of(EventLogCodec.decode(new ByteArrayInputStream(stored)));
  }
}
