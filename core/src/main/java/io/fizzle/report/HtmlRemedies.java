package io.fizzle.report;

import io.fizzle.remedy.Change;
import io.fizzle.remedy.Remedy;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Remedies with their values in full, to be copied. */
record HtmlRemedies(HtmlSheet page) {

  void write(List<Remedy> remedies) {
    if (remedies.isEmpty()) {
      return;
    }
    page.open("section", "id", "fix", "aria-labelledby", "fix-title")
        .element("h2", "Fix", "id", "fix-title");
    if (remedies.size() > 1) {
      page.element("p", "Do the first; the others if it is not enough.", "class", "lead");
    }
    page.open("ol", "class", "remedies");
    remedies.forEach(this::remedy);
    page.close().close();
  }

  private void remedy(Remedy remedy) {
    page.open("li").open("article");
    page.element("h3", RemedyText.brief(remedy));
    if (remedy instanceof Remedy.ConfigurationChange change) {
      copyable(
          change.changes().stream().map(HtmlRemedies::setting).collect(Collectors.joining("\n")));
      if (!change.arithmetic().isEmpty()) {
        page.element("p", "= " + change.arithmetic(), "class", "arithmetic");
      }
    } else if (remedy instanceof Remedy.OperatorAction action && action.command() != null) {
      copyable(action.command());
    } else if (remedy instanceof Remedy.CodeChange code && !code.example().isEmpty()) {
      copyable(code.example());
    }
    page.element("p", remedy.why());
    String level = remedy.risk().level().name().toLowerCase(Locale.ROOT);
    page.open("dl", "class", "price");
    page.open("div")
        .element("dt", "Risk")
        .open("dd")
        .element("span", level, "class", "tag risk-" + level)
        .text(" " + remedy.risk().text())
        .close()
        .close();
    page.open("div").element("dt", "Expect").element("dd", remedy.expectation()).close();
    page.close().close().close();
  }

  private static String setting(Change change) {
    return change.removes() ? "# remove " + change.key() : change.key() + "  " + change.to();
  }

  /** A block of text with a button that copies it. */
  void copyable(String text) {
    page.open("div", "class", "copyable").open("pre", "tabindex", "0").open("code");
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      page.text(lines[i]).own(i < lines.length - 1 ? "\n" : "");
    }
    page.close().close();
    page.element("button", "Copy", "type", "button", "class", "copy", "hidden", "").close();
  }

  /** One line for each. */
  void brief(List<Remedy> remedies) {
    if (!remedies.isEmpty()) {
      page.open("ul", "class", "fixes");
      remedies.forEach(remedy -> page.element("li", RemedyText.brief(remedy)));
      page.close();
    }
  }
}
