package io.fizzle.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A line with places such as <code>${stage}</code> to be filled in.
 *
 * @param texts what stands around the places, one more than there are names
 */
record Template(List<String> texts, List<String> names) {

  Template {
    texts = List.copyOf(texts);
    names = List.copyOf(names);
  }

  static Template of(String line) {
    List<String> texts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int at = 0;
    for (int open = line.indexOf("${"); open >= 0; open = line.indexOf("${", at)) {
      int close = line.indexOf('}', open);
      texts.add(line.substring(at, open));
      names.add(line.substring(open + 2, close));
      at = close + 1;
    }
    texts.add(line.substring(at));
    return new Template(texts, names);
  }

  /** The resource as one line: its line breaks are there for the reader only. */
  static Template joined(String resource) {
    return of(String.join("", lines(resource)));
  }

  /** One template for each line of the resource. */
  static List<Template> each(String resource) {
    return lines(resource).stream().map(Template::of).toList();
  }

  private static List<String> lines(String resource) {
    try (InputStream in = Template.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void fill(StringBuilder line, Map<String, ?> values) {
    for (int i = 0; i < names.size(); i++) {
      line.append(texts.get(i))
          .append(Objects.requireNonNull(values.get(names.get(i)), names.get(i)));
    }
    line.append(texts.get(names.size()));
  }
}
