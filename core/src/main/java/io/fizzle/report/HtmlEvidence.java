package io.fizzle.report;

import io.fizzle.cause.Argument;
import io.fizzle.cause.LastVitals.Reading;
import io.fizzle.cause.Page;
import io.fizzle.diagnosis.RankedCause;
import io.fizzle.evidence.Evidence;
import java.util.List;

/** Causes with what speaks for and against them; each citation opens where it stands. */
record HtmlEvidence(HtmlSheet page, Names names) {

  /** The most probable cause, all of it in sight. */
  void top(RankedCause cause) {
    arguments(cause, true);
    about(cause);
  }

  /** A rival, closed unless asked for. */
  void cause(RankedCause cause, boolean open) {
    page.open("details", "class", "rival", open ? "open" : "data-open", "");
    page.open("summary").element("code", cause.cause().id());
    HtmlMeter.write(page, cause.confidence());
    page.element("span", Wording.percent(cause.confidence()), "class", "percent");
    page.element("span", cause.cause().title(), "class", "title").close();
    arguments(cause, false);
    about(cause);
    page.close();
  }

  private void arguments(RankedCause cause, boolean firstOpen) {
    page.open("ul", "class", "arguments");
    boolean open = firstOpen;
    for (Argument one : cause.support()) {
      argument("for", "+", one, open);
      open = false;
    }
    cause.opposition().forEach(one -> argument("against", "−", one, false));
    page.close();
  }

  private void argument(String side, String sign, Argument argument, boolean open) {
    page.open("li", "class", side);
    page.element("span", sign, "class", "sign", "aria-hidden", "true");
    page.element("span", side.equals("for") ? "For: " : "Against: ", "class", "unseen");
    cite(argument.says(), argument.evidence(), open);
    page.close();
  }

  /** What shows that it happened, where no cause claims it. */
  void known(List<Evidence> evidence) {
    if (!evidence.isEmpty()) {
      page.open("ul", "class", "arguments");
      for (Evidence one : evidence) {
        page.open("li").element("span", "·", "class", "sign", "aria-hidden", "true");
        cite("", one, false);
        page.close();
      }
      page.close();
    }
  }

  /** What the flight recorder last saw. */
  void readings(List<Reading> readings) {
    if (!readings.isEmpty()) {
      page.open("ul", "class", "arguments");
      for (Reading one : readings) {
        page.open("li").element("span", "·", "class", "sign", "aria-hidden", "true");
        cite(one.says(), one.evidence(), false);
        page.close();
      }
      page.close();
    }
  }

  /** What a source says: the place in sight, the line itself one key press away. */
  void cite(String says, Evidence evidence, boolean open) {
    String place = names.place(evidence);
    String time = Wording.time(evidence.time());
    if (evidence.excerpt().isEmpty()) {
      page.open("div", "class", "cite").element("span", says, "class", "says");
      page.element("span", place, "class", "place").element("time", time).close();
      return;
    }
    page.open("details", "class", "cite", open ? "open" : "data-open", "").open("summary");
    page.element("span", says.isEmpty() ? evidence.excerpt() : says, "class", "says");
    page.element("span", place, "class", "place");
    if (!time.isEmpty()) {
      page.element("time", time);
    }
    page.close();
    page.open("figure").open("pre").element("code", evidence.excerpt()).close();
    page.element("figcaption", names.folder() + place).close();
    page.close();
  }

  private void about(RankedCause cause) {
    Page about = cause.cause().page();
    page.open("details", "class", "about");
    page.open("summary").text("About ").element("code", cause.cause().id()).close();
    section("Why it happens", about.why());
    section("What proves it", about.proof());
    section("What it is not", about.notThis());
    section("Commonly advised, and no help", about.commonAdvice());
    page.close();
  }

  private void section(String title, String text) {
    if (!text.isEmpty()) {
      page.element("h4", title).open("p").prose(text).close();
    }
  }
}
