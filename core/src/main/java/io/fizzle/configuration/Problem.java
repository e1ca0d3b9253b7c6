package io.fizzle.configuration;

import io.fizzle.evidence.Evidence;

/**
 * Something that is wrong with one setting.
 *
 * @param key the setting's key
 * @param evidence where it is set
 * @param says what is wrong, one sentence without the key
 * @param spark what Spark (or the JVM) does with it, with the file and version that say so
 * @param fix what to write instead; empty where that depends on what was meant
 */
public record Problem(
    Severity severity, String key, Evidence evidence, String says, String spark, String fix) {}
