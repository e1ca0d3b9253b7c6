package io.fizzle.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The table keeps what a map of the library keeps. */
class StartTimesProperties {

  @Property(tries = 300)
  void holdsWhatAMapHolds(
      @ForAll @Size(max = 400) List<@IntRange(min = -40, max = 300) Integer> steps) {
    StartTimes times = new StartTimes();
    Map<Long, Long> model = new HashMap<>();
    long now = 0;
    for (int step : steps) {
      now++;
      long id = Math.abs(step) % 97;
      if (step % 3 == 0) {
        Long expected = model.remove(id);
        assertThat(times.remove(id)).isEqualTo(expected == null ? StartTimes.ABSENT : expected);
      } else {
        times.put(id, now);
        model.put(id, now);
      }
      assertThat(times.size()).isEqualTo(model.size());
    }
    model.forEach((id, start) -> assertThat(times.remove(id)).isEqualTo(start));
    assertThat(times.size()).isZero();
  }
}
