package io.fizzle.lab.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of one recording. Event logs may be compressed; all others are text. */
public record EvidenceFolder(Path folder) {

  /** The files that match the glob, by name. */
  public List<Path> files(String glob) throws IOException {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> matcher.matches(folder.relativize(file)))
          .sorted()
          .toList();
    }
  }

  /** The path below the evidence folder, with {@code /}. */
  public String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  public List<String> lines(Path file) throws IOException {
    return new String(Codec.of(file).read(file), StandardCharsets.ISO_8859_1).lines().toList();
  }

  /** Where the pattern is found, as {@code file:line} with lines from 1. */
  public List<String> find(String glob, Pattern pattern) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files(glob)) {
      int number = 0;
      for (String line : lines(file)) {
        number++;
        if (pattern.matcher(line).find()) {
          found.add(name(file) + ":" + number);
        }
      }
    }
    return found;
  }
}
