package io.fizzle.lab;

/** Something was asked for that the lab does not have; the message is for the user. */
public final class BadChoiceException extends LabException {
  private static final long serialVersionUID = 1;

  public BadChoiceException(String message) {
    super(message);
  }
}
