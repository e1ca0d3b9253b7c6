package io.fizzle.cause.finding;

import io.fizzle.cause.Page;
import java.util.List;

/** Looks for one kind of finding: a pure function of the run. */
public interface FindingRule {

  /** Stable id, as in the catalogue and in {@link Finding#cause()}. */
  String id();

  /** What it is called. */
  String title();

  /** Its page in the catalogue. */
  Page page();

  /** What it finds; empty where nothing is worth telling. */
  List<Finding> find(Run run);
}
