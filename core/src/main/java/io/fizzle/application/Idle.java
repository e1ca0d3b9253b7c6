package io.fizzle.application;

/** Why a core that the application held ran no task. */
public enum Idle {
  /** No job was running: the program worked on the driver, or waited for a person or a clock. */
  BETWEEN_JOBS,
  /** A job was running and none of its stages: planning, collecting, broadcasting, committing. */
  DRIVER,
  /** The running stages had fewer tasks than there were cores. */
  FEW_TASKS,
  /** All tasks of the running stages had been started, and the others had ended before. */
  TAIL,
  /** Tasks waited although cores were free: locality, a busy driver, an executor just started. */
  UNASSIGNED
}
