package io.fizzle.read.parting;

import io.fizzle.read.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which applications have files in which folders. */
final class Folders {
  private final Map<String, Set<String>> owners = new HashMap<>();

  /** Notes that an application has a file of this name. */
  void put(String name, String application) {
    for (String folder : above(name)) {
      owners.computeIfAbsent(folder, path -> new LinkedHashSet<>()).add(application);
    }
  }

  /** The applications in the nearest folder, around this name, that has files of any. */
  Set<String> nearest(String name) {
    for (String folder : above(name)) {
      Set<String> found = owners.get(folder);
      if (found != null) {
        return found;
      }
    }
    return Set.of();
  }

  /** The folder that all inputs have in common, with its slash; empty where there is none. */
  static String common(List<Input> inputs) {
    if (inputs.isEmpty()) {
      return "";
    }
    String common = inputs.get(0).source().name();
    for (Input input : inputs) {
      String name = input.source().name();
      int same = 0;
      while (same < Math.min(common.length(), name.length())
          && common.charAt(same) == name.charAt(same)) {
        same++;
      }
      common = common.substring(0, same);
    }
    return common.substring(0, slash(common) + 1);
  }

  /** Folders from the inside out, the root of all ({@code ""}) last. */
  private static List<String> above(String name) {
    List<String> folders = new ArrayList<>();
    for (int end = slash(name); end > 0; end = slash(name.substring(0, end))) {
      folders.add(name.substring(0, end));
    }
    folders.add("");
    return folders;
  }

  private static int slash(String name) {
    return Math.max(name.lastIndexOf('/'), name.lastIndexOf('!'));
  }
}
