package io.fizzle.lab.spark;

import io.fizzle.lab.LabException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A log that a process is still writing. */
public record LogFile(Path file) {
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** The first place where the pattern is found in what is written so far. */
  public Optional<MatchResult> find(Pattern pattern) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Matcher matcher = pattern.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
  }

  /** Waits for the pattern while the process lives. */
  public MatchResult await(Pattern pattern, ChildProcess writer, Duration limit)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(limit);
    while (Instant.now().isBefore(deadline) && writer.isAlive()) {
      Optional<MatchResult> found = find(pattern);
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(PAUSE.toMillis());
    }
    throw new LabException("waited in vain for \"" + pattern + "\" in " + file);
  }
}
