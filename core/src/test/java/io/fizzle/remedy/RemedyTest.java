package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemedyTest {
  private static final Risk NONE = Risk.low("nothing");

  private static ConfigurationChange change(Change... changes) {
    return new ConfigurationChange(List.of(changes), "", "why", NONE, "what to expect");
  }

  @Test
  void namesOldAndNewValues() {
    Change set = new Change("spark.executor.memory", "4g", "default 1g", "6g");
    Change unset = new Change("spark.executor.memoryOverhead", null, "default 409m", "1g");
    Change removed = new Change("spark.network.timeout", "5s", "default 120s", "");
    ConfigurationChange remedy = change(set, unset, removed);
    assertThat(remedy.title())
        .isEqualTo(
            "spark.executor.memory 4g → 6g;"
                + " spark.executor.memoryOverhead default 409m → 1g;"
                + " spark.network.timeout 5s → remove (default 120s)");
    assertThat(remedy.key()).isEqualTo("spark.executor.memory");
    assertThat(remedy.from()).isEqualTo("4g");
    assertThat(remedy.to()).isEqualTo("6g");
  }

  @Test
  void takesOnlyKeysOfSparkAndValuesThatSparkReads() {
    assertThatThrownBy(() -> new Change("spark.shuffle.fetch.retry.count", null, "not set", "9"))
        .hasMessage("unknown key: spark.shuffle.fetch.retry.count");
    assertThatThrownBy(() -> new Change("spark.executor.memory", null, "default 1g", "1.5g"))
        .hasMessage("no value for spark.executor.memory: 1.5g");
    assertThatThrownBy(() -> new Change("spark.task.cpus", null, "default 1", "2g"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void changesSomethingAndEachKeyOnce() {
    Change one = new Change("spark.task.cpus", null, "default 1", "2");
    assertThatThrownBy(() -> change()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> change(one, one)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhyAndWhatToExpect() {
    Change one = new Change("spark.task.cpus", null, "default 1", "2");
    assertThatThrownBy(() -> new ConfigurationChange(one, "", " ", NONE, "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Remedy.OperatorAction("", null, "why", NONE, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
