package io.fizzle.cli;

/**
 * How much a report tells to people; the forms for programs always tell all.
 *
 * @param allApplications each application in full, not only the gravest failure
 * @param allBlindSpots every blind spot with what it hides and the settings that record it
 */
record Extent(boolean allApplications, boolean allBlindSpots) {}
