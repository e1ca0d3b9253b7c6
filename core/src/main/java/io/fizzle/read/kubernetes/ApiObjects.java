package io.fizzle.read.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Streams objects of the Kubernetes API out of JSON or YAML, one at a time: single objects, {@code
 * List}s of any kind, watch streams ({@code {"type": "MODIFIED", "object": …}}), several documents.
 *
 * <p>Only tokens are used, so that an alias of YAML stays a name and cannot unfold; each object is
 * kept up to {@value #MOST_VALUES} values and {@value #LONGEST_TEXT} characters a text.
 */
final class ApiObjects {

  /** Takes one object. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param kind of the list that the object stands in, without {@code List}; empty where the
     *     object stands alone
     * @param change {@code ADDED}, {@code MODIFIED}, {@code DELETED}; empty outside of a watch
     */
    void visit(ApiValue object, String kind, String change);
  }

  private static final int DEPTH = 60;
  private static final int LONGEST_TEXT = 8 << 10;
  private static final int MOST_VALUES = 20_000;
  private static final int LONGEST_READ = 4 << 20;
  private static final int LONGEST_YAML = 512 << 20;

  /** Bookkeeping of the API server, the bulk of an object and of no use. */
  private static final String BOOKKEEPING = "managedFields";

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(DEPTH)
          .maxStringLength(LONGEST_READ)
          .maxNameLength(LONGEST_TEXT)
          .build();
  private static final JsonFactory JSON =
      JsonFactory.builder().streamReadConstraints(LIMITS).build();
  private static final YAMLFactory YAML =
      YAMLFactory.builder().loaderOptions(yamlLimits()).streamReadConstraints(LIMITS).build();

  private final JsonParser parser;
  private final Visitor visitor;
  private int values;

  private ApiObjects(JsonParser parser, Visitor visitor) {
    this.parser = parser;
    this.visitor = visitor;
  }

  private static LoaderOptions yamlLimits() {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(DEPTH);
    options.setCodePointLimit(LONGEST_YAML);
    return options;
  }

  /**
   * How far the reading came.
   *
   * @param lines number of the last line that was read
   * @param broken why it ended before the content did, null where it did not
   */
  record End(long lines, @Nullable IOException broken) {}

  /**
   * Visits all objects, up to the end of the stream or to where it breaks or is no JSON or YAML any
   * more.
   */
  static End read(InputStream bytes, boolean yaml, Visitor visitor) {
    try (JsonParser parser = yaml ? YAML.createParser(bytes) : JSON.createParser(bytes)) {
      IOException broken = new ApiObjects(parser, visitor).toTheEnd();
      return new End(Math.max(1, parser.currentLocation().getLineNr()), broken);
    } catch (IOException notEvenAStart) {
      return new End(0, notEvenAStart);
    }
  }

  private @Nullable IOException toTheEnd() {
    try {
      documents();
      return null;
    } catch (IOException broken) {
      return broken;
    } catch (org.yaml.snakeyaml.error.YAMLException | IllegalArgumentException malformed) {
      return new IOException(String.valueOf(malformed.getMessage()), malformed);
    }
  }

  private void documents() throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        top("", "");
      }
      // arrays of objects are walked into; anything else at the top is no object
    }
  }

  /** An object at the top, whose items or whose watched object are visited instead of itself. */
  private void top(String listKind, String outerChange) throws IOException {
    values = 0;
    long line = line();
    Map<String, ApiValue> members = new LinkedHashMap<>();
    String change = outerChange;
    boolean held = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("items") && value == JsonToken.START_ARRAY) {
        items(listKind(members), change);
        held = true;
      } else if (name.equals("object") && value == JsonToken.START_OBJECT) {
        change = members.getOrDefault("type", ApiValue.ABSENT).text();
        top("", change);
        held = true;
      } else {
        put(members, name, value);
      }
    }
    if (!held) {
      visitor.visit(new ApiValue(line, "", members, List.of()), listKind, change);
    }
  }

  private static String listKind(Map<String, ApiValue> members) {
    String kind = members.getOrDefault("kind", ApiValue.ABSENT).text();
    return kind.endsWith("List") ? kind.substring(0, kind.length() - "List".length()) : "";
  }

  private void items(String kind, String change) throws IOException {
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        top(kind, change);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void put(Map<String, ApiValue> members, String name, JsonToken token) throws IOException {
    boolean full = values++ >= MOST_VALUES;
    if (full || name.equals(BOOKKEEPING)) {
      parser.skipChildren();
    } else {
      members.put(name, value(token));
    }
  }

  private ApiValue value(JsonToken token) throws IOException {
    long line = line();
    return switch (token) {
      case START_OBJECT -> {
        Map<String, ApiValue> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          put(members, name, parser.nextToken());
        }
        yield new ApiValue(line, "", members, List.of());
      }
      case START_ARRAY -> array(line);
      case VALUE_NULL -> ApiValue.ABSENT;
      default -> new ApiValue(line, scalar(), Map.of(), List.of());
    };
  }

  private ApiValue array(long line) throws IOException {
    List<ApiValue> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (values++ >= MOST_VALUES) {
        parser.skipChildren();
      } else {
        elements.add(value(token));
      }
    }
    return new ApiValue(line, "", Map.of(), elements);
  }

  private String scalar() throws IOException {
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      return "";
    }
    String text = parser.getText();
    return text == null ? "" : text.substring(0, Math.min(text.length(), LONGEST_TEXT));
  }

  private long line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }
}
