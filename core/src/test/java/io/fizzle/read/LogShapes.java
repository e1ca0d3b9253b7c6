package io.fizzle.read;

/** Lets tests of other rooms ask whether a text is a log. */
public final class LogShapes {
  private LogShapes() {}

  /** True where the text is no data of another kind. */
  public static boolean isLog(String text) {
    return Structured.describe(text) == null;
  }
}
