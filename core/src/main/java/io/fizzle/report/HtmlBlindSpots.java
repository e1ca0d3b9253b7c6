package io.fizzle.report;

import io.fizzle.diagnosis.BlindSpot;
import io.fizzle.diagnosis.Verdict;
import io.fizzle.remedy.Recording;
import java.util.List;

/** What was not there to be read, and the settings that would have recorded it. */
record HtmlBlindSpots(HtmlSheet page, Names names, Verdict verdict) {

  void write(List<BlindSpot> spots) {
    if (spots.isEmpty()) {
      return;
    }
    page.open("section", "id", "blind-spots", "aria-labelledby", "blind-spots-title")
        .element("h2", "Blind spots", "id", "blind-spots-title");
    page.element("p", "What was not there to be read, and what it hides.", "class", "lead");
    spots.forEach(this::spot);
    page.close();
  }

  private void spot(BlindSpot spot) {
    page.open("details", "class", "incident");
    page.open("summary").element("span", spot.what());
    page.element("span", spot.state().id(), "class", "tag").close();
    page.element("p", "Hides " + spot.hides() + BlindSpotText.weight(spot, verdict) + ".");
    if (!spot.evidence().isEmpty()) {
      page.open("ul", "class", "arguments");
      for (var evidence : spot.evidence()) {
        page.open("li").element("span", "·", "class", "sign", "aria-hidden", "true");
        new HtmlEvidence(page, names).cite("what shows it", evidence, false);
        page.close();
      }
      page.close();
    }
    if (!spot.lines().isEmpty()) {
      page.element("p", "These settings record it:");
      new HtmlRemedies(page)
          .copyable(String.join("\n", spot.lines().stream().map(Recording.Line::text).toList()));
      spot.lines().stream()
          .filter(line -> !line.note().isEmpty())
          .forEach(line -> page.element("p", line.key() + ": " + line.note(), "class", "note"));
    }
    if (!spot.ways().isEmpty()) {
      page.element("p", "It may still be found:").open("ul", "class", "ways");
      spot.ways().forEach(way -> page.open("li").element("code", way).close());
      page.close();
    }
    page.close();
  }
}
