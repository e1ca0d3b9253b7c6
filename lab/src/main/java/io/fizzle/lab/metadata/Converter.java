package io.fizzle.lab.metadata;

/** What Spark makes of a value's text. */
@FunctionalInterface
interface Converter {

  /** The value, or the exception with which Spark refuses the text. */
  Object convert(String text) throws RefusedException;

  /** True where Spark takes the text. */
  default boolean accepts(String text) {
    try {
      convert(text);
      return true;
    } catch (RefusedException refused) {
      return false;
    }
  }

  /** Spark's refusal, in its own words. */
  final class RefusedException extends Exception {
    RefusedException(Throwable cause) {
      super(String.valueOf(cause.getMessage()), cause);
    }
  }
}
