package io.fizzle.read;

import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Of answers of the REST API that were saved again and again only the last is read: a later one
 * repeats what an earlier one tells.
 */
final class RestSnapshots {
  /** What tells snapshots of one thing apart: a number, a time, or that it is the latest. */
  private static final Pattern MOMENT =
      Pattern.compile("[-_.]?(?:latest|\\d{1,20}+(?:[-T:_.]\\d{1,12}+){0,8}+Z?)(?=[-_.]|$)");

  private RestSnapshots() {}

  /** The inputs with older snapshots marked as of no use. */
  static List<Input> latest(List<Input> inputs) {
    Map<String, Input> newest = new HashMap<>();
    for (Input input : inputs) {
      if (input.source().kind() == SourceKind.REST) {
        newest.merge(stem(input), input, RestSnapshots::later);
      }
    }
    List<Input> marked = new ArrayList<>();
    for (Input input : inputs) {
      boolean older =
          input.source().kind() == SourceKind.REST && !input.equals(newest.get(stem(input)));
      marked.add(older ? unused(input) : input);
    }
    return marked;
  }

  private static Input unused(Input input) {
    Source source = input.source();
    return new Input(
        new Source(source.name(), SourceKind.UNUSABLE, source.owner()),
        input.size(),
        null,
        ApplicationMark.NONE,
        "an older snapshot of what is read",
        List.of(),
        input.opener());
  }

  /** Numbers sort before words, so {@code latest} is the last. */
  private static Input later(Input one, Input other) {
    return one.source().name().compareTo(other.source().name()) >= 0 ? one : other;
  }

  private static String stem(Input input) {
    String name = input.source().name();
    int file = Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1;
    String stem = MOMENT.matcher(name.substring(file)).replaceAll("");
    return name.substring(0, file) + stem;
  }
}
