package io.fizzle.cases;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One JSON object of a small file, with typed access to its members. */
public final class JsonTree {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Map<String, Object> members;

  private JsonTree(Map<String, Object> members) {
    this.members = members;
  }

  /** The object in this file. */
  public static JsonTree read(Path file) {
    try (JsonParser parser = FACTORY.createParser(file.toFile())) {
      parser.nextToken();
      return new JsonTree(object(parser));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The text of this member, empty where it is absent or null. */
  public String text(String name) {
    Object value = members.get(name);
    return value == null ? "" : value.toString();
  }

  /** The strings of this array, sorted; empty where it is absent. */
  public Set<String> texts(String name) {
    Set<String> texts = new TreeSet<>();
    if (members.get(name) instanceof List<?> list) {
      list.forEach(element -> texts.add(element.toString()));
    }
    return texts;
  }

  /** The number of this member, or the given one where it is absent. */
  public double number(String name, double absent) {
    return members.get(name) instanceof Number number ? number.doubleValue() : absent;
  }

  /** The numbers of this object by name; empty where it is absent. */
  public Map<String, Double> numbers(String name) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    if (members.get(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> numbers.put(key.toString(), ((Number) value).doubleValue()));
    }
    return numbers;
  }

  /** The names of the members. */
  public Set<String> names() {
    return members.keySet();
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> parser.getText();
    };
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }
}
