package io.fizzle.history.analysis;

/**
 * What an analysis looks at of one run.
 *
 * @param seq its number in the database
 * @param key the application with its project: names are not unique across projects
 * @param started milliseconds since 1970
 * @param ended likewise; {@code started} where it is not known
 * @param died true where it failed of what the question is about
 * @param known true where it is known how it ended
 * @param cause of its verdict
 * @param executors 0 where not known
 * @param coreHours cores times hours held
 * @param memoryHours GiB times hours held
 * @param lostCoreHours core-hours that came to nothing
 * @param configuration hash of its properties
 */
public record RunLine(
    long seq,
    String project,
    String key,
    String sparkVersion,
    String image,
    long started,
    long ended,
    boolean died,
    boolean known,
    String cause,
    int executors,
    double coreHours,
    double memoryHours,
    double lostCoreHours,
    String configuration) {}
