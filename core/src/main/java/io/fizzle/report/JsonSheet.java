package io.fizzle.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.fizzle.evidence.Redaction;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON on its way to text, in the few forms that reports need. Every string loses its secrets here,
 * and what a terminal would obey is written as an escape, which JSON gives back unchanged.
 */
final class JsonSheet {
  private static final JsonFactory FACTORY = new JsonFactory().setCharacterEscapes(new Escapes(""));
  private static final JsonFactory FOR_HTML =
      new JsonFactory().setCharacterEscapes(new Escapes("<>&"));

  /** Writes one element of an array or the fields of an object. */
  @FunctionalInterface
  interface Body {
    void write();
  }

  /** Writes one element. */
  @FunctionalInterface
  interface Element<T> {
    void write(T element);
  }

  /** One call of the generator, which writes to memory. */
  @FunctionalInterface
  private interface Call {
    void run() throws IOException;
  }

  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;

  /** Indented, to be read by people too. */
  JsonSheet() {
    this(FACTORY, true);
  }

  private JsonSheet(JsonFactory factory, boolean indented) {
    try {
      json = factory.createGenerator(text);
      if (indented) {
        json.useDefaultPrettyPrinter();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  /** On one line, and free of what could end or change a script element of HTML. */
  static JsonSheet forHtml() {
    return new JsonSheet(FOR_HTML, false);
  }

  private static void run(Call call) {
    try {
      call.run();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  JsonSheet object(Body fields) {
    run(json::writeStartObject);
    fields.write();
    run(json::writeEndObject);
    return this;
  }

  JsonSheet object(String name, Body fields) {
    run(() -> json.writeFieldName(name));
    return object(fields);
  }

  <T> JsonSheet array(String name, List<T> elements, Element<T> element) {
    run(() -> json.writeArrayFieldStart(name));
    elements.forEach(element::write);
    run(json::writeEndArray);
    return this;
  }

  JsonSheet text(String name, @Nullable String value) {
    run(
        () -> {
          if (value == null) {
            json.writeNullField(name);
          } else {
            json.writeStringField(name, Redaction.redact(value));
          }
        });
    return this;
  }

  JsonSheet texts(String name, List<String> values) {
    return array(name, values, value -> run(() -> json.writeString(Redaction.redact(value))));
  }

  JsonSheet time(String name, @Nullable Instant time) {
    return text(name, time == null ? null : time.toString());
  }

  JsonSheet number(String name, @Nullable Integer value) {
    return value == null ? nothing(name) : number(name, value.longValue());
  }

  JsonSheet number(String name, long value) {
    run(() -> json.writeNumberField(name, value));
    return this;
  }

  /** A measure; negative ones were not measured and become null. */
  JsonSheet measure(String name, long value) {
    return value < 0 ? nothing(name) : number(name, value);
  }

  /** The same with three decimals. */
  JsonSheet measure(String name, double value) {
    return value < 0 ? nothing(name) : share(name, value);
  }

  /** A number as an element of an array; whole ones without a fraction. */
  JsonSheet plain(double value) {
    run(
        () -> {
          if (value == Math.rint(value)) {
            json.writeNumber((long) value);
          } else {
            json.writeNumber(value);
          }
        });
    return this;
  }

  JsonSheet millis(String name, Duration duration) {
    return number(name, duration.toMillis());
  }

  /** A probability or share with three decimals; -1 stays -1, "not told". */
  JsonSheet share(String name, double share) {
    run(() -> json.writeNumberField(name, Math.round(share * 1000) / 1000.0));
    return this;
  }

  JsonSheet flag(String name, boolean value) {
    run(() -> json.writeBooleanField(name, value));
    return this;
  }

  JsonSheet nothing(String name) {
    run(() -> json.writeNullField(name));
    return this;
  }

  /** All that was written, ending with a line feed. */
  String finish() {
    run(json::close);
    return text.append('\n').toString();
  }

  /** Escapes for what {@link Printable} would not show. */
  private static final class Escapes extends CharacterEscapes {
    private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

    Escapes(String more) {
      ascii[0x7f] = CharacterEscapes.ESCAPE_STANDARD;
      more.chars().forEach(character -> ascii[character] = CharacterEscapes.ESCAPE_STANDARD);
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return Printable.isHarmless(character) || Character.isSurrogate((char) character)
          ? null
          : new SerializedString(String.format("\\u%04x", character));
    }
  }
}
