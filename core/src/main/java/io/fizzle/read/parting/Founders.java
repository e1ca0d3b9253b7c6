package io.fizzle.read.parting;

import io.fizzle.read.ApplicationId;
import io.fizzle.read.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The applications that sources name as their own, by content or by path, and the names that mean
 * the same one.
 *
 * <p>A folder that is named for an application may well hold another one's files, so content is
 * believed first, and a folder's name stands for the application whose files it holds.
 */
final class Founders {
  /**
   * Pods of one application: the prefix that Spark makes of its name and a random number ({@code
   * KubernetesConf.getResourceNamePrefix}).
   */
  private static final Pattern PODS =
      Pattern.compile("(?:^|[/!_])([a-z0-9][a-z0-9-]{0,200}-[0-9a-f]{16})-(?:driver|exec-\\d)");

  private final String folder;
  private final Map<String, String> leaders = new HashMap<>();
  private final Map<String, List<Input>> members = new LinkedHashMap<>();

  Founders(List<Input> inputs) {
    folder = Folders.common(inputs);
    Map<String, Set<String>> statedUnder = new LinkedHashMap<>();
    Set<String> stated = new HashSet<>();
    for (Input input : inputs) {
      ApplicationId own = input.mark().stated();
      if (own != null) {
        stated.add(own.id());
        names(input).forEach(name -> add(statedUnder, name, own.id()));
      }
    }
    statedUnder.forEach(
        (name, ids) -> {
          if (ids.size() == 1 && !stated.contains(name)) {
            leaders.put(name, ids.iterator().next());
          }
        });
    for (Input input : inputs) {
      String founder = founder(input);
      if (founder != null) {
        members.computeIfAbsent(founder, id -> new ArrayList<>()).add(input);
      }
    }
  }

  private static void add(Map<String, Set<String>> map, String key, String value) {
    map.computeIfAbsent(key, name -> new LinkedHashSet<>()).add(value);
  }

  /** The application's first name, null where the source does not tell whose it is. */
  private @Nullable String founder(Input input) {
    ApplicationId own = input.mark().stated();
    if (own != null) {
      return own.id();
    }
    if (Parting.isCommon(input)) {
      return null;
    }
    List<String> names = names(input);
    return names.isEmpty() ? null : leader(names.get(0));
  }

  /** The name by which an application is known that some source calls so. */
  String leader(String name) {
    return leaders.getOrDefault(name, name);
  }

  /** Applications with the sources that are certainly theirs, in the order of appearance. */
  Map<String, List<Input>> members() {
    return members;
  }

  /** All names of an application. */
  Set<String> names(String leader) {
    Set<String> names = new LinkedHashSet<>(Set.of(leader));
    leaders.forEach(
        (name, led) -> {
          if (led.equals(leader)) {
            names.add(name);
          }
        });
    return names;
  }

  /** What a path calls its application, the innermost folder first. */
  private List<String> names(Input input) {
    String path = input.source().name().substring(folder.length());
    List<String> names = new ArrayList<>();
    Matcher pods = PODS.matcher(path);
    while (pods.find()) {
      names.add(0, pods.group(1));
    }
    List<ApplicationId> ids = ApplicationId.in(path);
    for (int i = ids.size() - 1; i >= 0; i--) {
      names.add(ids.get(i).id());
    }
    return names;
  }
}
