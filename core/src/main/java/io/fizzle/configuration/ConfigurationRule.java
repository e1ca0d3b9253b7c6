package io.fizzle.configuration;

import java.util.function.Consumer;

/** One kind of mistake. A rule is a pure function of the configuration. */
@FunctionalInterface
interface ConfigurationRule {
  void check(Configuration configuration, Consumer<Problem> problems);
}
