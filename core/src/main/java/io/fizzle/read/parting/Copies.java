package io.fizzle.read.parting;

import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ApplicationId;
import io.fizzle.read.Input;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds event logs that tell of an attempt which a better one tells of already. */
final class Copies {
  private Copies() {}

  /**
   * Of the event logs of one attempt all but the best: a finished one before one in progress, then
   * the largest. Two logs are the same attempt's only where both begin with its start, at the same
   * time.
   */
  static Set<Input> in(List<Input> inputs) {
    Map<List<Object>, List<Input>> logs = new LinkedHashMap<>();
    for (Input input : inputs) {
      ApplicationId stated = input.mark().stated();
      if (input.source().kind() == SourceKind.EVENT_LOG
          && stated != null
          && input.firstTime() != null) {
        logs.computeIfAbsent(List.of(stated, input.firstTime()), key -> new ArrayList<>())
            .add(input);
      }
    }
    Set<Input> copies = new HashSet<>();
    for (List<Input> same : logs.values()) {
      if (same.size() > 1) {
        Input best = same.stream().max(Copies::compare).orElseThrow();
        same.stream().filter(log -> !log.equals(best)).forEach(copies::add);
      }
    }
    return copies;
  }

  private static int compare(Input one, Input other) {
    int finished = Boolean.compare(isFinished(one), isFinished(other));
    return finished != 0 ? finished : Long.compare(one.size(), other.size());
  }

  private static boolean isFinished(Input log) {
    return !log.source().name().endsWith(".inprogress");
  }
}
