package io.fizzle.history.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.application.Outcome;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Causes;
import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks a history for runs that ended. Runs of which the end is not known, and those that somebody
 * meant to end, tell nothing of risk and are left out.
 */
final class PastRuns {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String RUNS =
      """
      SELECT r.project, r.application, r.spark_version, r.started_at,
      coalesce(r.ended_at, r.started_at), r.outcome, r.cause, r.configuration
      FROM application_runs r WHERE {r}\
      """;

  private static final String CONFIGURATIONS =
      """
      SELECT DISTINCT g.hash, g.properties FROM application_runs r
      JOIN configurations g ON g.hash = r.configuration WHERE {r}\
      """;

  private static final Set<String> PLANNED =
      Causes.all().stream().filter(Cause::isBenign).map(Cause::id).collect(Collectors.toSet());

  private static final Filter ENDED =
      Filter.ALL.with(Field.OUTCOME, List.of(Outcome.SUCCEEDED.id(), Outcome.FAILED.id()));

  private PastRuns() {}

  /** Those of a filter, in no order. */
  static List<PastRun> of(History history, Access access, Filter filter) {
    Filter ended = ended(filter);
    Map<String, Map<String, String>> configurations = new HashMap<>();
    history.ask(
        access,
        ended,
        CONFIGURATIONS,
        List.of(),
        row -> configurations.put(row.text(1), parsed(row.text(2))));
    // runs of one configuration and version share what is made of it
    Map<String, Knobs> knobs = new HashMap<>();
    List<PastRun> runs = new ArrayList<>();
    history.ask(
        access,
        ended,
        RUNS,
        List.of(),
        row -> {
          if (!isPlanned(row.text(7))) {
            String hash = row.text(8);
            String version = row.text(3);
            runs.add(
                new PastRun(
                    row.text(1).intern(),
                    row.text(2).intern(),
                    PastRun.line(version).intern(),
                    row.number(4),
                    row.number(5),
                    row.text(6).equals(Outcome.FAILED.id()),
                    row.text(7).intern(),
                    knobs.computeIfAbsent(
                        hash + '\n' + version,
                        key -> Knobs.of(configurations.getOrDefault(hash, Map.of()), version))));
          }
        });
    return runs;
  }

  /** The same filter, of runs whose end is known. */
  static Filter ended(Filter filter) {
    Filter ended = filter;
    for (Map.Entry<Field, List<String>> one : ENDED.values().entrySet()) {
      ended = ended.with(one.getKey(), one.getValue());
    }
    return ended;
  }

  /** True for ends that somebody meant. */
  static boolean isPlanned(String cause) {
    return PLANNED.contains(cause);
  }

  static Map<String, String> parsed(String json) {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      // written by the store itself; what is damaged tells nothing
      return Map.of();
    }
  }
}
