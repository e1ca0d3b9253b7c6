package io.fizzle.lab.scenario;

import io.fizzle.lab.evidence.EvidenceFolder;
import io.fizzle.lab.evidence.GcShare;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Something that the evidence must show, or must not, before a recording gets its label. */
public sealed interface Proof {

  /** What is claimed, in words. */
  String claim();

  Result check(EvidenceFolder evidence) throws IOException;

  /**
   * Lines that match a pattern.
   *
   * @param files glob below the evidence folder, for example {@code executor-*.stderr}
   * @param least the fewest matching lines over all files
   * @param most the most matching lines over all files
   */
  record Lines(String claim, String files, Pattern pattern, int least, int most) implements Proof {
    @Override
    public Result check(EvidenceFolder evidence) throws IOException {
      List<String> found = evidence.find(files, pattern);
      boolean holds = found.size() >= least && found.size() <= most;
      return new Result(claim, files, holds, found.size(), found.stream().limit(3).toList());
    }
  }

  /**
   * The share of the last seconds before a GC log's end that was spent in pauses, in per cent; held
   * where one of the files reaches the lower bound and none exceeds the upper one.
   *
   * @param seconds length of the window that ends with the log's last pause
   */
  record PauseShare(String claim, String files, int seconds, double least, double most)
      implements Proof {
    @Override
    public Result check(EvidenceFolder evidence) throws IOException {
      int reached = 0;
      boolean exceeded = false;
      List<String> shares = new ArrayList<>();
      for (Path file : evidence.files(files)) {
        double share = GcShare.beforeEnd(evidence.lines(file), seconds);
        exceeded |= share > most;
        if (share >= least) {
          reached++;
          shares.add("%s: %.0f %%".formatted(evidence.name(file), share));
        }
      }
      return new Result(claim, files, reached > 0 && !exceeded, reached, shares);
    }
  }

  /** At least one line matches. */
  static Proof shows(String claim, String files, String pattern) {
    return new Lines(claim, files, Pattern.compile(pattern), 1, Integer.MAX_VALUE);
  }

  /** So many lines match, at least and at most. */
  static Proof counts(String claim, String files, String pattern, int least, int most) {
    return new Lines(claim, files, Pattern.compile(pattern), least, most);
  }

  /** No line matches. */
  static Proof lacks(String claim, String files, String pattern) {
    return new Lines(claim, files, Pattern.compile(pattern), 0, 0);
  }

  /**
   * What a check came to. It cites places, never texts: the truth lies next to the evidence and
   * must not be mistaken for it.
   *
   * @param hits matching lines or files
   * @param at the first places, as {@code file:line}
   */
  record Result(String claim, String files, boolean holds, int hits, List<String> at) {
    public Result {
      at = List.copyOf(at);
    }
  }
}
