package io.fizzle.application;

import static io.fizzle.cases.Signals.added;
import static io.fizzle.cases.Signals.at;
import static io.fizzle.cases.Signals.stopping;
import static io.fizzle.cases.Signals.undated;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.ApplicationSignal.Stopping;
import io.fizzle.signal.ExecutorSignal.Added;
import io.fizzle.signal.ExecutorSignal.Removed;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is remembered of a flood of signals. */
class FactsTest {
  private final Facts.Recorder recorder = new Facts.Recorder();

  @Test
  void aFloodKeepsItsBeginningAndItsEndAndIsCounted() {
    for (int second = 0; second < 1000; second++) {
      recorder.add(stopping(second));
    }

    Facts facts = recorder.build();

    assertThat(facts.count(Stopping.class)).isEqualTo(1000);
    assertThat(facts.all(Stopping.class)).hasSize(32);
    assertThat(facts.first(Stopping.class).orElseThrow().evidence().time()).isEqualTo(at(0));
    assertThat(facts.last(Stopping.class).orElseThrow().evidence().time()).isEqualTo(at(999));
    assertThat(facts.all(Stopping.class).get(23).evidence().time()).isEqualTo(at(23));
    assertThat(facts.all(Stopping.class).get(24).evidence().time()).isEqualTo(at(992));
  }

  @Test
  void signalsOfSeveralSourcesStandInTheOrderOfTime() {
    recorder.add(added("2", 30));
    recorder.add(added("1", 10));
    recorder.add(added("3", 20));

    assertThat(recorder.build().all(Added.class))
        .extracting(Added::executorId)
        .containsExactly("1", "3", "2");
  }

  @Test
  void aSignalWithoutATimeComesLast() {
    recorder.add(new Added(undated(4), "late", null, 1));
    recorder.add(added("1", 10));

    assertThat(recorder.build().all(Added.class))
        .extracting(Added::executorId)
        .containsExactly("1", "late");
  }

  @Test
  void whatWasNeverSaidIsAbsent() {
    recorder.add(added("1", 10));

    Facts facts = recorder.build();

    assertThat(facts.has(Removed.class)).isFalse();
    assertThat(facts.first(Removed.class)).isEmpty();
    assertThat(facts.last(Removed.class)).isEmpty();
    assertThat(facts.isEmpty()).isFalse();
    assertThat(Facts.NONE.isEmpty()).isTrue();
  }

  @Test
  void factsOfTwoSourcesAboutOneProcessBecomeOne() {
    recorder.add(added("1", 10));
    Facts.Recorder other = new Facts.Recorder();
    other.add(stopping(5));

    Facts both = recorder.build().with(other.build());

    assertThat(both.all(Added.class)).hasSize(1);
    assertThat(both.all(Stopping.class))
        .hasSize(1)
        .allMatch(stopping -> Objects.equals(stopping.evidence().time(), at(5)));
  }
}
