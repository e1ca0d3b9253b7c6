package io.fizzle.history.analysis;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HotNodesTest {
  private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
  private static final Window WINDOW = new Window(FROM, FROM.plus(Duration.ofDays(15)));

  private final List<RunLine> runs = new ArrayList<>();
  private final List<EventLine> events = new ArrayList<>();
  private final NodeFold nodes = new NodeFold();

  @Test
  void twelveOfFifteenAgainstFortyOfNineHundredIsHot() {
    for (int run = 0; run < 15; run++) {
      Set<String> struck = nodes(1 + run * 4, run < 10 ? 3 : 2);
      if (run < 12) {
        struck.add("hot");
      }
      run("daily", used("hot", 60), struck);
    }

    Suspects found = HotNodes.in(seen());

    assertThat(found.found())
        .singleElement()
        .satisfies(
            hot -> {
              assertThat(hot.value()).isEqualTo("hot");
              assertThat(hot.hits() + " of " + hot.of()).isEqualTo("12 of 15");
              assertThat(hot.elsewhereHits() + " of " + hot.elsewhereOf()).isEqualTo("40 of 900");
              assertThat(hot.chance()).isLessThan(1e-9);
              // 80 % against 4.4 %
              assertThat(hot.times()).isCloseTo(18, within(0.5));
            });
  }

  @Test
  void aNodeIsNotComparedWithItself() {
    for (int run = 0; run < 20; run++) {
      run("daily", Map.of("hot", 1, "node-1", 1), run < 12 ? Set.of("hot") : Set.of("node-1"));
      run("daily", Map.of("hot", 1, "node-2", 1), Set.of("hot"));
    }

    assertThat(HotNodes.in(seen()).found())
        .singleElement()
        .satisfies(
            hot -> {
              // 32 where the others lost 8, and half of the 40 were expected of it
              assertThat(hot.expected()).isEqualTo(20);
              assertThat(hot.times()).isEqualTo(4);
              assertThat(
                      Recommendations.of(Map.of("node", HotNodes.in(seen())), List.of(), List.of()))
                  .singleElement(as(STRING))
                  .contains("lost there 4.0 times as often as on the other nodes");
            });
  }

  @Test
  void threeOfSixtyIsNot() {
    for (int run = 0; run < 60; run++) {
      Set<String> struck = nodes(run % 15, run % 3 == 0 ? 2 : 1);
      if (run % 20 == 0) {
        struck.add("warm");
      }
      run("hourly", used("warm", 15), struck);
    }

    assertThat(HotNodes.in(seen()).found()).isEmpty();
  }

  @Test
  void anApplicationThatLosesAllItsExecutorsAccusesNoNode() {
    for (int run = 0; run < 40; run++) {
      run("broken", used("only-here", 3), used("only-here", 3).keySet());
      run("fine", used("elsewhere", 30), Set.of());
    }

    assertThat(HotNodes.in(seen()).found()).isEmpty();
  }

  @Test
  void oneCrashThatStrikesManyRunsIsOneIncident() {
    for (int run = 0; run < 30; run++) {
      run("busy", used("crashed", 20), run < 12 ? Set.of("crashed") : nodes(run % 20, 1), FROM);
    }

    assertThat(HotNodes.in(seen()).found()).isEmpty();
  }

  @Test
  void runsOnASingleNodeAreComparedWithTheirLike() {
    for (int run = 0; run < 100; run++) {
      String node = run % 10 == 0 ? "hot" : "node-" + run % 10;
      run("small", Map.of(node, 1), node.equals("hot") ? Set.of(node) : Set.of());
    }

    assertThat(HotNodes.in(seen()).found()).extracting(Suspect::value).containsExactly("hot");
  }

  private Observations seen() {
    return new Observations(WINDOW, runs, events, nodes.nodes());
  }

  private void run(String application, Map<String, Integer> used, Set<String> struck) {
    run(application, used, struck, FROM.plus(Duration.ofHours(3L * runs.size())));
  }

  private void run(String application, Map<String, Integer> used, Set<String> struck, Instant at) {
    long seq = runs.size();
    runs.add(
        new RunLine(
            seq,
            "sales",
            "sales/" + application,
            "4.1.1",
            "",
            at.toEpochMilli(),
            at.toEpochMilli() + 1,
            false,
            true,
            "healthy",
            used.size(),
            1,
            1,
            0,
            ""));
    nodes.add(
        application, used, struck.stream().collect(Collectors.toMap(node -> node, node -> 1)));
    if (!struck.isEmpty()) {
      events.add(
          new EventLine(
              seq,
              "executor-lost",
              "node-lost",
              false,
              at.toEpochMilli(),
              1,
              "open",
              0,
              List.copyOf(struck)));
    }
  }

  private static Map<String, Integer> used(String special, int others) {
    Map<String, Integer> used = new HashMap<>();
    IntStream.range(0, others).forEach(node -> used.put("node-" + node, 1));
    used.put(special, 1);
    return used;
  }

  private static Set<String> nodes(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(node -> "node-" + node % 60)
        .collect(Collectors.toSet());
  }
}
