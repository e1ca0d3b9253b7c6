package io.fizzle.history.asking;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A question while it is being read: what was understood of it is marked. Not thread-safe. */
final class Reading {
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Pattern EDGES = Pattern.compile("^[\\p{Punct}&&[^-]]+|[\\p{Punct}]+$");

  /** Words that ask for nothing by themselves. */
  private static final Set<String> FILLERS =
      Set.of(
          ("a about after again against all already also am among an and any anything are as at be"
               + " been before being best better bring but by came can cause caused causes causing"
               + " come could did die died dies do does doing done during each error errors ever"
               + " every everything fail failed failing fails failure failures find for from get"
               + " gets getting give go goes going gone got had happen happened happening happens"
               + " has have having hello help hi how i if in into is it its job jobs just keep"
               + " keeps kept kill killed killing kills know let like list look looking lost made"
               + " make many may me more most much must my need no not now of off often ok on one"
               + " ones only or our out over per please possible problem problems project projects"
               + " app application applications apps run running runs s say see seen shall should"
               + " show so some something spark still such tell than thank thanks that the their"
               + " them then there these they thing things this those through time times to too"
               + " under understand until up us use used very want was way we well went were what"
               + " when where whether which while who why will with within work worked works would"
               + " wrong yet you your crash crashed crashes crashing broke broken break team"
               + " namespace cluster node nodes i'm it's there's that's end ended ends start"
               + " started starts executor executors task tasks stage stages driver recorded hot"
               + " tonight tomorrow next usual usually worst worse bad good mean means")
              .split(" "));

  private final String own;
  private final String text;
  private final BitSet read = new BitSet();

  /** Begins to read. */
  Reading(String question) {
    String plain = question.strip().replaceAll("[?!,;]", " ").replaceAll("\\s+", " ").strip();
    String small = plain.toLowerCase(Locale.ROOT);
    this.text = small;
    // some letters have small forms of two
    this.own = small.length() == plain.length() ? plain : small;
  }

  /** The whole in small letters, on one line, without marks of punctuation between words. */
  String text() {
    return text;
  }

  /** Where a pattern stands first, in what was not read yet. */
  Optional<MatchResult> find(Pattern pattern) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (read.get(matcher.start(), matcher.end()).isEmpty()) {
        return Optional.of(matcher.toMatchResult());
      }
    }
    return Optional.empty();
  }

  /** Marks this as read. */
  void take(MatchResult found) {
    read.set(found.start(), found.end());
  }

  /** Marks each of these words as read, wherever it stands. */
  void take(List<String> words) {
    for (String word : words) {
      for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        read.set(at, at + word.length());
      }
    }
  }

  /** A group as it was written. */
  String own(MatchResult found, int group) {
    return own.substring(found.start(group), found.end(group));
  }

  /** Words that were not understood, in their order, as they were written. */
  List<String> unread() {
    List<String> unread = new ArrayList<>();
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String word = EDGES.matcher(words.group()).replaceAll("");
      if (!word.isEmpty()
          && !FILLERS.contains(word)
          && read.get(words.start(), words.end()).isEmpty()) {
        unread.add(EDGES.matcher(own.substring(words.start(), words.end())).replaceAll(""));
      }
    }
    return unread;
  }
}
