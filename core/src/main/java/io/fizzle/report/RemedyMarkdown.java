package io.fizzle.report;

import static io.fizzle.report.Markdown.code;
import static io.fizzle.report.Markdown.escape;

import io.fizzle.remedy.Change;
import io.fizzle.remedy.Remedy;
import java.util.List;
import java.util.Locale;

/** Writes remedies for a ticket; the values in full, to be copied. */
final class RemedyMarkdown {
  private static final int MOST = 4;
  private static final String INDENT = "   ";

  private RemedyMarkdown() {}

  static void write(StringBuilder page, List<Remedy> remedies) {
    if (remedies.isEmpty()) {
      return;
    }
    page.append("\n## Fix\n\n");
    if (remedies.size() > 1) {
      page.append("Do the first; the others if it is not enough.\n\n");
    }
    int number = 1;
    for (Remedy remedy : remedies.stream().limit(MOST).toList()) {
      page.append(number++).append(". ").append(title(remedy)).append('\n');
      details(page, remedy);
      line(page, escape(remedy.why()));
      String level = remedy.risk().level().name().toLowerCase(Locale.ROOT);
      line(page, "*Risk, " + level + ":* " + escape(remedy.risk().text()));
      line(page, "*Expect:* " + escape(remedy.expectation()));
    }
    if (remedies.size() > MOST) {
      page.append("\n… and ").append(remedies.size() - MOST);
      page.append(" more (`--format json` has all)\n");
    }
  }

  private static String title(Remedy remedy) {
    return "**" + escape(RemedyText.brief(remedy)) + "**";
  }

  private static void details(StringBuilder page, Remedy remedy) {
    if (remedy instanceof Remedy.ConfigurationChange change) {
      change.changes().stream()
          .filter(OptionDifference::suits)
          .forEach(one -> line(page, "in full: " + code(setting(one))));
      if (!change.arithmetic().isEmpty()) {
        line(page, "= " + escape(change.arithmetic()));
      }
    } else if (remedy instanceof Remedy.OperatorAction action && action.command() != null) {
      line(page, code(action.command()));
    } else if (remedy instanceof Remedy.CodeChange change) {
      change.example().lines().forEach(example -> line(page, code(example)));
    }
  }

  private static String setting(Change change) {
    return change.key() + "=" + change.to();
  }

  /** A line of its own within the list's item: two blanks at the end keep the lines apart. */
  private static void line(StringBuilder page, String text) {
    page.append(INDENT).append(text).append("  \n");
  }
}
