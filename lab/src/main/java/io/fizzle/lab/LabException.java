package io.fizzle.lab;

/** Something that keeps the lab from making or keeping a recording; the message is for the user. */
public class LabException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LabException(String message) {
    super(message);
  }

  public LabException(String message, Throwable cause) {
    super(message, cause);
  }
}
