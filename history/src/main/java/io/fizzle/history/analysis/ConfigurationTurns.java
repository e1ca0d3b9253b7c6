package io.fizzle.history.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What changed in the configurations of two runs. Not thread-safe. */
final class ConfigurationTurns {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 4;

  /** Differ from run to run by themselves. */
  private static final List<String> OF_THE_RUN =
      List.of("spark.app.", "spark.driver.host", "spark.driver.port", "spark.ui.port");

  private final History history;
  private final Access access;
  private final Map<Long, Map<String, String>> known = new HashMap<>();

  ConfigurationTurns(History history, Access access) {
    this.history = history;
    this.access = access;
  }

  /** {@code configuration: spark.executor.memory 4g → 8g}; empty where nothing that matters. */
  String words(Nearby.Turn turn) {
    Map<String, String> before = of(turn.before().seq());
    Map<String, String> after = of(turn.after().seq());
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<String> changes =
        keys.stream()
            .filter(key -> OF_THE_RUN.stream().noneMatch(key::startsWith))
            .filter(key -> !before.getOrDefault(key, "").equals(after.getOrDefault(key, "")))
            .map(key -> key + " " + shown(before, key) + " → " + shown(after, key))
            .toList();
    if (changes.isEmpty()) {
      return "";
    }
    String more = changes.size() > MOST ? " and " + (changes.size() - MOST) + " more" : "";
    return changes.stream().limit(MOST).collect(Collectors.joining(", ", "configuration: ", more));
  }

  private static String shown(Map<String, String> properties, String key) {
    return properties.getOrDefault(key, "(unset)");
  }

  private Map<String, String> of(long run) {
    Map<String, String> there = known.get(run);
    if (there != null) {
      return there;
    }
    Map<String, String> read = new TreeMap<>();
    history.ask(
        access,
        Filter.ALL,
        "SELECT g.properties FROM application_runs r JOIN configurations g"
            + " ON g.hash = r.configuration WHERE r.seq = ? AND {r}",
        List.of(run),
        row -> read.putAll(parsed(row.text(1))));
    known.put(run, read);
    return read;
  }

  private static Map<String, String> parsed(String json) {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      // written by the store itself; what is damaged tells nothing
      return Map.of();
    }
  }
}
