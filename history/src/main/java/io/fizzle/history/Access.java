package io.fizzle.history;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which projects one who asks may see. Enforced in the SQL of every query. */
public final class Access {
  private final @Nullable Set<String> projects;

  private Access(@Nullable Set<String> projects) {
    this.projects = projects;
  }

  /** To all projects. */
  public static Access everything() {
    return new Access(null);
  }

  /** To these projects and no others; to nothing where there are none. */
  public static Access to(Collection<String> projects) {
    return new Access(Set.copyOf(projects));
  }

  /** The only projects that may be seen, in the order of their names; empty where all may. */
  public Optional<Set<String>> only() {
    return projects == null ? Optional.empty() : Optional.of(new TreeSet<>(projects));
  }

  public boolean permits(String project) {
    return projects == null || projects.contains(project);
  }

  @Override
  public String toString() {
    return projects == null ? "all projects" : "projects " + new TreeSet<>(projects);
  }
}
