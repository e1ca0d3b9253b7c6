package io.fizzle.read.parting;

import io.fizzle.read.Input;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one application, or to one attempt of it.
 *
 * @param ids names under which it goes, the cluster manager's first; empty where no source tells
 *     any
 * @param attempt counted from 1; 0 where attempts are not told apart
 * @param shares its sources by name, in reading order
 */
public record Part(Set<String> ids, int attempt, Map<String, Share> shares) {
  public Part {
    ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
    shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
  }

  static Part of(Set<String> ids, int attempt, List<Share> shares) {
    Map<String, Share> byName = new LinkedHashMap<>();
    shares.forEach(share -> byName.put(share.input().source().name(), share));
    return new Part(ids, attempt, byName);
  }

  /** The application's id, null where no source tells it. */
  public @Nullable String id() {
    return ids.stream().findFirst().orElse(null);
  }

  public List<Input> inputs() {
    return shares.values().stream().map(Share::input).toList();
  }

  /** The same part with one more source. */
  Part with(Share share) {
    Map<String, Share> more = new LinkedHashMap<>(shares);
    more.put(share.input().source().name(), share);
    return new Part(ids, attempt, more);
  }
}
