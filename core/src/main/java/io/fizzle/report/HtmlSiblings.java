package io.fizzle.report;

/** The applications and attempts beside the one that is told in full. */
record HtmlSiblings(HtmlSheet page, Siblings siblings) {
  private static final int MOST_ROWS = 1000;
  private static final int FEW = 12;

  boolean hasAttempts() {
    return !siblings.attempts().isEmpty();
  }

  boolean hasApplications() {
    return !siblings.rows().isEmpty();
  }

  void attempts() {
    if (hasAttempts()) {
      page.open("section", "id", "attempts", "aria-labelledby", "attempts-title")
          .element("h2", "Earlier attempts", "id", "attempts-title");
      siblings.attempts().forEach(attempt -> page.element("p", attempt));
      page.close();
    }
  }

  void applications() {
    if (!hasApplications()) {
      return;
    }
    int all = siblings.rows().size();
    page.open("section", "id", "applications", "aria-labelledby", "applications-title")
        .element("h2", "Other applications", "id", "applications-title");
    page.element(
        "p",
        "The same sources told of these, too. Of all, the gravest failure is told above.",
        "class",
        "lead");
    page.open("details", all <= FEW ? "open" : "class", all <= FEW ? "" : "long");
    page.element("summary", "Every other application (" + all + ")");
    HtmlTable.write(
        page,
        "Other applications",
        Siblings.HEADER,
        siblings.rows().stream().limit(MOST_ROWS).toList());
    if (all > MOST_ROWS) {
      page.element("p", "… and " + (all - MOST_ROWS) + " more", "class", "note");
    }
    page.close().close();
  }
}
