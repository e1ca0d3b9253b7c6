package io.fizzle.read.eventlog;

/**
 * A {@code Stack Trace} array as the lines that a JVM would print, which is the form all of Fizzle
 * reads.
 */
final class StackFrames {
  /** More than a failure keeps, to let the reader of the text choose. */
  private static final int MOST = 50;

  private final StringBuilder lines = new StringBuilder();

  /** One line a frame, each beginning with a line break; empty where there was no trace. */
  String text() {
    return lines.toString();
  }

  void read(JsonCursor cursor) {
    if (!cursor.enterArray()) {
      return;
    }
    int count = 0;
    while (cursor.nextElement()) {
      if (count++ < MOST && cursor.enterObject()) {
        readFrame(cursor);
      } else if (count > MOST) {
        cursor.skip();
      }
    }
  }

  private void readFrame(JsonCursor cursor) {
    String declaringClass = "";
    String method = "";
    String file = "";
    long line = -1;
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case DECLARING_CLASS -> declaringClass = cursor.textOrEmpty();
        case METHOD_NAME -> method = cursor.textOrEmpty();
        case FILE_NAME -> file = cursor.textOrEmpty();
        case LINE_NUMBER -> line = cursor.number(-1);
        default -> cursor.skip();
      }
    }
    lines.append("\n\tat ").append(declaringClass).append('.').append(method);
    lines.append('(').append(file.isEmpty() ? "Unknown Source" : file);
    if (line >= 0) {
      lines.append(':').append(line);
    }
    lines.append(')');
  }
}
