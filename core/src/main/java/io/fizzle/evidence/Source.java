package io.fizzle.evidence;

/**
 * Something that was read: a file, an archive member, or a section of an aggregated log.
 *
 * @param name the path as the user gave or walked it; archive members and log sections follow a
 *     {@code !}, as in {@code logs.zip!driver.log}
 * @param kind what the content is
 * @param owner the process that wrote it, {@link Owner#UNKNOWN} where neither content nor path
 *     tells
 * @param pid the process id that its name or content tells, for example of {@code gc-14565.log}; 0
 *     where none does. Joins a JVM's own files to the executor whose log names the same process
 */
public record Source(String name, SourceKind kind, Owner owner, long pid) {

  /** A source whose process id is not known. */
  public Source(String name, SourceKind kind, Owner owner) {
    this(name, kind, owner, 0);
  }

  /** A part of this source written by another process, for example a container's section. */
  public Source section(String sectionName, Owner sectionOwner) {
    return new Source(name + "!" + sectionName, kind, sectionOwner);
  }
}
