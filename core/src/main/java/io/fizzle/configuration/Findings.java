package io.fizzle.configuration;

import java.util.List;
import java.util.function.Consumer;

/** Ties what a rule says to the line that a person wrote. */
record Findings(Configuration configuration, Consumer<Problem> problems) {

  /**
   * Reports where at least one of the keys was set; it is told of the first that was.
   *
   * @param keys what plays a part, most to blame first
   */
  void report(Severity severity, String says, String spark, String fix, String... keys) {
    List<Setting> set = configuration.those(keys);
    if (!set.isEmpty()) {
      Setting first = set.get(0);
      problems.accept(new Problem(severity, first.key(), first.evidence(), says, spark, fix));
    }
  }
}
