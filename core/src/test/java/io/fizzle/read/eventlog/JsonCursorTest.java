package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonCursorTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "42, 42",
    "-7, -7",
    "1.9, 1",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, 9223372036854775807",
    "null, -5",
    "true, -5",
    "'\"12\"', -5",
    "'[1]', -5",
  })
  void numbersAreWholeAndSaturate(String json, long expected) {
    JsonCursor cursor = inside("{\"Index\":" + json + ",\"Host\":\"h\"}");

    cursor.nextField();
    assertThat(cursor.number(-5)).isEqualTo(expected);
    cursor.nextField();
    assertThat(cursor.text()).as("the value was consumed whole").isEqualTo("h");
  }

  @Test
  void aNumberBeyondIntIsNoInteger() {
    JsonCursor cursor = inside("{\"Index\":2147483648}");

    cursor.nextField();
    assertThat(cursor.integer(-1)).isEqualTo(-1);
  }

  @Test
  void escapesAreResolved() {
    assertThat(textOf("\"a\\n\\t\\\"\\\\\\/\\u0041\\u00e9\\ud83d\\ude00\\b\\f\\r\""))
        .isEqualTo("a\n\t\"\\/Aé😀\b\f\r");
  }

  @Test
  void brokenEscapesAreReplaced() {
    assertThat(textOf("\"\\ud83d!\\ude00 \\uZZZZ\"")).isEqualTo("\uFFFD!\uFFFD \uFFFD");
    assertThat(textOf("\"\\u12\"")).isEqualTo("\uFFFD");
    assertThat(textOf("\"\\ud83d\\u\"")).isEqualTo("\uFFFD\uFFFD");
  }

  @Test
  void veryLongTextIsCut() {
    String text = textOf("\"" + "x".repeat(TextDecoder.MAX_BYTES + 10) + "\\n\"");

    assertThat(text).isEqualTo("x".repeat(TextDecoder.MAX_BYTES));
  }

  @Test
  void whatIsSkippedMayHoldAnything() {
    JsonCursor cursor =
        inside("{\"a\":{\"b\":[1,{\"c\":\"}]\\\"{\"}],\"d\":\"\\\\\"},\"Host\":\"h\"}");

    cursor.nextField();
    cursor.skip();
    cursor.nextField();
    assertThat(cursor.field()).isEqualTo(Field.HOST);
    assertThat(cursor.text()).isEqualTo("h");
    assertThat(cursor.nextField()).isFalse();
  }

  @Test
  void namesAreKnownWhole() {
    for (Field field : Field.values()) {
      assertThat(Field.NAMES.find(new byte[0], 0, 0)).isEqualTo(Field.UNKNOWN);
      JsonCursor cursor = inside("{\"" + field.name() + "\":1}");
      cursor.nextField();
      assertThat(cursor.field())
          .as("constant names are not JSON names, but for ID, which is both")
          .isEqualTo(field == Field.ID ? Field.ID : Field.UNKNOWN);
    }
    JsonCursor cursor = inside("{\"Stage ID\":1,\"Stage IDs\":2,\"stage ID\":3}");
    cursor.nextField();
    assertThat(cursor.field()).isEqualTo(Field.STAGE_ID);
    cursor.skip();
    cursor.nextField();
    assertThat(cursor.field()).isEqualTo(Field.UNKNOWN);
    cursor.skip();
    cursor.nextField();
    assertThat(cursor.field()).isEqualTo(Field.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{\"a\":1", "{\"a\":\"x", "{\"a\":\"x\\", "{\"a\":[1", "{\"a\"", "{\"a\":"})
  void whatIsCutOffIsMalformed(String json) {
    JsonCursor cursor = inside(json);

    assertThatThrownBy(
            () -> {
              while (cursor.nextField()) {
                cursor.skip();
              }
            })
        .isInstanceOf(MalformedEventException.class);
  }

  @Property(tries = 500)
  void textComesBackAsItWasWritten(@ForAll String text) {
    StringBuilder json = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                json.append('\\').appendCodePoint(c);
              } else if (c < 0x20 || c % 7 == 0 && c < 0xFFFF) {
                json.append("\\u%04x".formatted(c));
              } else {
                json.appendCodePoint(c);
              }
            });

    byte[] expected = text.getBytes(StandardCharsets.UTF_8);
    String decoded = textOf(json.append('"').toString());
    assertThat(decoded).isNotNull();
    assertThat(decoded.replace('\uFFFD', '?'))
        .isEqualTo(new String(expected, StandardCharsets.UTF_8).replace('\uFFFD', '?'));
  }

  private static @Nullable String textOf(String json) {
    JsonCursor cursor = inside("{\"Host\":" + json + "}");
    cursor.nextField();
    return cursor.text();
  }

  private static JsonCursor inside(String json) {
    JsonCursor cursor = new JsonCursor();
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    cursor.reset(bytes, 0, bytes.length);
    assertThat(cursor.enterObject()).isTrue();
    return cursor;
  }
}
