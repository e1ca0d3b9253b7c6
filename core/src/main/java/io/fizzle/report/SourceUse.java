package io.fizzle.report;

/**
 * How one source was used.
 *
 * @param name as cited by evidence
 * @param kind id of its kind
 * @param owner the process that wrote it, for people
 * @param bytes decompressed size as far as read, stored size where it was not read
 * @param lines lines or events read
 * @param used false where it could not be used
 * @param note why it was not used, or what a person should know of it; empty where nothing
 */
public record SourceUse(
    String name, String kind, String owner, long bytes, long lines, boolean used, String note) {}
