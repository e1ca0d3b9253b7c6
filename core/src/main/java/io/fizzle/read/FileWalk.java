package io.fizzle.read;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds the regular files under a path, following links, each real file once.
 *
 * <p>Pipes, sockets and devices are never opened: opening a pipe waits for a writer that may never
 * come.
 */
final class FileWalk {
  private final Limits limits;
  private final Consumer<Problem> problems;
  private final Set<Path> visited = new HashSet<>();
  private int files;

  FileWalk(Limits limits, Consumer<Problem> problems) {
    this.limits = limits;
    this.problems = problems;
  }

  /** A path, and the name under which it is listed. */
  private record Place(String name, Path path) {}

  /** Walks in the order of names, so that two runs list the same. */
  void walk(String place, Consumer<Candidate> found) {
    Deque<Place> pending = new ArrayDeque<>();
    try {
      pending.push(new Place(place, Path.of(place)));
    } catch (InvalidPathException noPath) {
      problems.accept(new Problem(place, "is not a path", "check the spelling"));
      return;
    }
    while (!pending.isEmpty()) {
      if (files >= limits.files()) {
        problems.accept(
            new Problem(
                place,
                "has more than " + limits.files() + " files",
                "name the folders that matter"));
        return;
      }
      visit(pending.pop(), pending, found);
    }
  }

  private void visit(Place place, Deque<Place> pending, Consumer<Candidate> found) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(place.path(), BasicFileAttributes.class);
      if (!attributes.isDirectory() && !attributes.isRegularFile()) {
        problems.accept(
            new Problem(place.name(), "is a pipe, socket or device", "save its content to a file"));
      } else if (visited.add(place.path().toRealPath())) {
        if (attributes.isDirectory()) {
          enter(place, pending);
        } else {
          files++;
          found.accept(
              new Candidate(
                  place.name(), () -> Files.newInputStream(place.path()), attributes.size(), 0));
        }
      }
    } catch (IOException failure) {
      problems.accept(problem(place.name(), failure));
    }
  }

  private void enter(Place folder, Deque<Place> pending) throws IOException {
    List<Place> children = new ArrayList<>();
    try (Stream<Path> paths = Files.list(folder.path())) {
      paths
          .limit(limits.files() + 1L)
          .forEach(path -> children.add(new Place(childName(folder, path), path)));
    } catch (java.io.UncheckedIOException failure) {
      throw failure.getCause();
    }
    if (children.isEmpty()) {
      problems.accept(
          new Problem(folder.name(), "is an empty folder", "check that the logs were copied"));
    }
    children.sort((left, right) -> right.name().compareTo(left.name()));
    children.forEach(pending::push);
  }

  private static String childName(Place folder, Path path) {
    String name = folder.name();
    return name + (name.endsWith("/") ? "" : "/") + path.getFileName();
  }

  /** Puts a failure to open or list into words. */
  static Problem problem(String name, IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return new Problem(name, "does not exist", "check the path; a link may lead nowhere");
    }
    if (failure instanceof AccessDeniedException) {
      return new Problem(name, "may not be read", "give yourself read permission, or copy it");
    }
    return new Problem(
        name, "cannot be read: " + failure.getMessage(), "copy it again from where it was written");
  }
}
