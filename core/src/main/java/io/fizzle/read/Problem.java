package io.fizzle.read;

/**
 * Something that could not be read, told to the user instead of thrown.
 *
 * @param source the path, archive member or address as it is listed
 * @param what what is wrong, one sentence without a full stop
 * @param whatToDo what the user can do about it, one sentence without a full stop
 */
public record Problem(String source, String what, String whatToDo) {}
