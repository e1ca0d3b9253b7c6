package io.fizzle.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Evidence in one zip file, as recordings are kept. */
public final class PackedEvidence {
  private PackedEvidence() {}

  /** Unpacks it into a folder, and nothing beside that. */
  public static void unpack(Path archive, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
        ZipEntry entry = entries.nextElement();
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException(archive + " has a member outside of it: " + entry.getName());
        }
        Files.createDirectories(target.resolve("..").normalize());
        if (!entry.isDirectory()) {
          Files.copy(zip.getInputStream(entry), target);
        }
      }
    }
  }
}
