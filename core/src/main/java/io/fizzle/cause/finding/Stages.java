package io.fizzle.cause.finding;

import io.fizzle.application.StageProfile;

/** How findings name a stage. */
final class Stages {

  private Stages() {}

  static String name(StageProfile stage) {
    String attempt = stage.attempt() > 0 ? "." + stage.attempt() : "";
    return "stage "
        + stage.stage()
        + attempt
        + (stage.name().isEmpty() ? "" : " (" + stage.name() + ")");
  }
}
