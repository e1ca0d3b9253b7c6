package io.fizzle.report;

import io.fizzle.application.Application;
import io.fizzle.application.Outcome;
import io.fizzle.cause.Answer;
import io.fizzle.cause.MissingEvidence;
import io.fizzle.diagnosis.BlindSpot;
import io.fizzle.diagnosis.BlindSpots;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.Verdict;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.report.Sequence.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page of a report: the verdict first, then its proof, the fix, the timeline and the rest. */
record HtmlPage(
    HtmlSheet page,
    Story story,
    HtmlSiblings siblings,
    Timeline timeline,
    List<VitalsChart> vitals,
    List<SourceUse> sources) {
  private static final int MOST_CHAINS = 50;
  private static final List<Answer> ANSWERS =
      List.of(Answer.PURE_GC, Answer.PURE_OOM, Answer.MIXED, Answer.CONTAINER_OOM, Answer.NEITHER);

  void write() {
    page.element("a", "Skip to the verdict", "class", "skip", "href", "#verdict");
    bar();
    page.open("div", "class", "frame");
    contents();
    page.open("main");
    verdict();
    siblings.attempts();
    question();
    story.main().ifPresentOrElse(this::proof, this::known);
    chain();
    story.main().map(Explained::remedies).ifPresent(new HtmlRemedies(page)::write);
    missing(story.missing());
    new HtmlTimeline(page, story, timeline).write();
    new HtmlVitals(page, vitals).write();
    others();
    new HtmlWork(page, story).write();
    new HtmlBlindSpots(page, story.names(), story.diagnosis().verdict()).write(blindSpots());
    siblings.applications();
    new HtmlSources(page, story, sources).write();
    page.close().close();
    page.open("footer")
        .text("Made by Fizzle from what the application left behind. Times in UTC.")
        .close();
  }

  private List<BlindSpot> blindSpots() {
    return BlindSpots.of(story.diagnosis());
  }

  private void bar() {
    page.open("header", "class", "bar").open("div", "class", "bar-inner");
    page.element("span", "fizzle", "class", "brand");
    page.element("span", story.name(), "class", "bar-name");
    page.open("span", "class", "tools")
        .element("button", "Open all", "type", "button", "id", "open-all", "hidden", "")
        .element("button", "Dark", "type", "button", "id", "theme", "hidden", "")
        .close();
    page.close().close();
  }

  private void contents() {
    page.open("nav", "aria-label", "Contents", "class", "contents").open("ol");
    entry("verdict", "Verdict", true);
    entry("attempts", "Earlier attempts", siblings.hasAttempts());
    entry("question", "GC or memory?", true);
    entry(
        "why",
        story.isUndetermined() ? "What is known" : "Why",
        story.main().isPresent() || !story.lastKnown().isEmpty());
    entry("followed", "What followed", !story.chain().isEmpty());
    entry("fix", "Fix", story.main().filter(one -> !one.remedies().isEmpty()).isPresent());
    entry("missing", "What is missing", !story.missing().isEmpty());
    entry("timeline", "Timeline", !timeline.isEmpty());
    entry("vitals", "Vital signs", !vitals.isEmpty());
    entry("others", "Other incidents", !story.others().isEmpty());
    entry("findings", "Findings", !story.diagnosis().findings().isEmpty());
    entry("stages", "Stages", !StageChart.of(story.diagnosis()).isEmpty());
    entry("blind-spots", "Blind spots", !blindSpots().isEmpty());
    entry("applications", "Other applications", siblings.hasApplications());
    entry("sources", "Sources", true);
    page.close().close();
  }

  private void entry(String id, String title, boolean present) {
    if (present) {
      page.open("li").element("a", title, "href", "#" + id).close();
    }
  }

  private String tone() {
    return story.isHealthy() ? "good" : story.isUndetermined() ? "doubtful" : "bad";
  }

  private void verdict() {
    Verdict verdict = story.diagnosis().verdict();
    Application application = story.diagnosis().application();
    page.open("section", "id", "verdict", "class", "verdict " + tone(), "aria-label", "Verdict");
    page.open("p", "class", "eyebrow").text("Verdict on ").element("b", story.name()).close();
    page.element("h1", verdict.summary());
    page.open("p", "class", "cause").element("span", verdict.cause(), "class", "chip");
    if (!story.isUndetermined()) {
      page.open("span", "class", "sure");
      HtmlMeter.write(page, verdict.confidence());
      page.element("span", Wording.percent(verdict.confidence()) + " probable").close();
    }
    page.close();
    page.open("dl", "class", "facts");
    fact("Outcome", application.outcome().id() + place(application.outcomeEvidence()));
    Application.Identity identity = application.identity();
    fact("Application", identity.id());
    fact("Spark", identity.sparkVersion());
    fact("Master", identity.master());
    fact("Started", application.start() == null ? null : Wording.dateTime(application.start()));
    if (application.outcome() != Outcome.UNKNOWN) {
      fact("Ran", Wording.span(application.start(), application.end()));
    }
    fact("Sources", story.account().used() + " read");
    page.close().close();
  }

  private String place(@Nullable Evidence told) {
    return told == null ? "" : " (" + story.names().place(told) + ")";
  }

  private void fact(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      page.open("div").element("dt", name).element("dd", value).close();
    }
  }

  void heading(String id, String title) {
    page.open("section", "id", id, "aria-labelledby", id + "-title")
        .element("h2", title, "id", id + "-title");
  }

  private void question() {
    heading("question", "GC, out of memory, both, or neither?");
    Optional<Answer> answer = story.main().flatMap(this::answer);
    page.open("ul", "class", "answers");
    for (Answer one : ANSWERS) {
      boolean chosen = answer.filter(one::equals).isPresent();
      page.open("li", "class", chosen ? "chosen" : "open");
      page.element("span", Wording.answerTitle(one));
      if (chosen) {
        page.element("span", " is the answer", "class", "unseen");
      }
      page.close();
    }
    page.close();
    page.element("p", sentence(answer.map(Wording::longAnswer).orElseGet(this::noAnswer)));
    List<List<String>> rows = CentralQuestion.rows(story.diagnosis());
    if (!rows.isEmpty()) {
      page.open("details", rows.size() <= 8 ? "open" : "class", rows.size() <= 8 ? "" : "long");
      page.element("summary", "The answer for each lost executor (" + rows.size() + ")");
      HtmlTable.write(page, "The answer for each lost executor", CentralQuestion.HEADER, rows);
      String footnote = CentralQuestion.footnote(rows);
      if (!footnote.isEmpty()) {
        page.element("p", footnote, "class", "note");
      }
      page.close();
    }
    page.close();
  }

  private static String sentence(String text) {
    String first = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return first.endsWith(".") ? first : first + ".";
  }

  /** What the settled cause says, also where no process was lost. */
  private Optional<Answer> answer(Explained main) {
    return main.topFrom(story.threshold()).flatMap(top -> top.cause().answer(main.incident()));
  }

  private String noAnswer() {
    return story.isHealthy() ? "The application did not fail." : "The evidence does not tell.";
  }

  private void proof(Explained explained) {
    heading("why", story.isUndetermined() ? "What is known" : "Why");
    HtmlEvidence evidence = new HtmlEvidence(page, story.names());
    if (story.isUndetermined()) {
      evidence.known(story.uncited());
      evidence.readings(story.lastKnown());
      explained.causes().forEach(cause -> evidence.cause(cause, true));
    } else {
      explained.top().ifPresent(evidence::top);
      if (explained.causes().size() > 1) {
        page.element("h3", "Also weighed");
        explained.causes().stream().skip(1).forEach(cause -> evidence.cause(cause, false));
      }
    }
    if (explained.incident() instanceof ProcessLost lost) {
      GcWindow.of(lost).ifPresent(this::timing);
      LiveWords.text(lost).ifPresent(said -> page.element("p", said));
    }
    page.close();
  }

  private void known() {
    if (!story.lastKnown().isEmpty()) {
      heading("why", "What is known");
      new HtmlEvidence(page, story.names()).readings(story.lastKnown());
      page.close();
    }
  }

  private void timing(GcWindow window) {
    page.element("h3", "GC before the end").element("p", window.text());
    window
        .strip()
        .ifPresent(
            strip ->
                page.open("p", "class", "strip")
                    .element("span", strip, "aria-hidden", "true")
                    .element("small", "stopped share, " + window.mark().toSeconds() + " s a mark")
                    .close());
  }

  private void chain() {
    if (!story.chain().isEmpty()) {
      heading("followed", "What followed");
      steps(story.chain());
      page.close();
    }
  }

  private void steps(List<Step> steps) {
    ChainText words = new ChainText(story);
    page.open("ol", "class", "chain");
    for (Step step : steps.stream().limit(MOST_CHAINS).toList()) {
      page.open("li", "class", step.role() == Sequence.Role.ROOT ? "root" : "next");
      page.element("time", Wording.time(step.occurrence().at()));
      page.element(
          "span",
          step.role() == Sequence.Role.ROOT ? "" : Wording.delay(step.delay()),
          "class",
          "delay");
      page.element("span", words.what(step)).close();
    }
    page.close();
  }

  private void missing(List<MissingEvidence> missing) {
    if (missing.isEmpty()) {
      return;
    }
    heading("missing", story.missingHeading());
    page.open("ol", "class", "missing");
    for (MissingEvidence one : missing) {
      page.open("li").element("p", one.what()).open("ul");
      Story.ways(one).forEach(way -> page.element("li", way));
      page.close().close();
    }
    page.close().close();
  }

  private String othersHeading() {
    return story.isHealthy() ? "It recovered from" : "Other incidents";
  }

  private void others() {
    if (story.others().isEmpty()) {
      return;
    }
    ChainText words = new ChainText(story);
    boolean planned = story.others().stream().allMatch(words::isBenign);
    heading("others", planned ? "Ended as planned" : othersHeading());
    HtmlEvidence evidence = new HtmlEvidence(page, story.names());
    for (List<Step> chain : story.others().stream().limit(MOST_CHAINS).toList()) {
      Explained first = chain.get(0).occurrence().first();
      page.open("details", "class", words.isBenign(chain) ? "incident benign" : "incident");
      page.open("summary");
      page.element("time", Wording.time(chain.get(0).occurrence().at()));
      page.element("span", words.what(chain.get(0)));
      if (words.isBenign(chain)) {
        page.element("span", "as planned", "class", "tag");
      }
      page.close();
      if (chain.size() > 1) {
        steps(chain.subList(1, chain.size()));
      }
      first.top().ifPresent(evidence::top);
      evidence.known(first.top().isPresent() ? List.of() : first.incident().evidence());
      new HtmlRemedies(page).brief(first.remedies());
      page.close();
    }
    if (story.others().size() > MOST_CHAINS) {
      page.element(
          "p", "… and " + (story.others().size() - MOST_CHAINS) + " more", "class", "note");
    }
    page.close();
  }
}
