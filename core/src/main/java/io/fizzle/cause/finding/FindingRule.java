package io.fizzle.cause.finding;

import io.fizzle.application.Application;
import java.util.List;

/** Looks for one kind of finding: a pure function of the application's picture. */
@FunctionalInterface
interface FindingRule {
  List<Finding> find(Application application);
}
