package io.fizzle.read.eventlog;

/** A line that is no complete JSON object; costs no stack trace, since a hostile log has many. */
final class MalformedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedEventException(String message) {
    super(message, null, false, false);
  }
}
