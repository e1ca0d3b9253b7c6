package io.fizzle.report;

import io.fizzle.cause.Page;
import io.fizzle.report.Catalogue.Entry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue for programs: {@code fizzle.causes/1}; its JSON Schema ships with the program as
 * {@link #SCHEMA_RESOURCE}.
 */
public final class CatalogueJson {
  public static final String SCHEMA = "fizzle.causes/1";

  /** The schema of the output, next to this class. */
  public static final String SCHEMA_RESOURCE = "fizzle.causes-1.schema.json";

  /** One thing that a report can name; the page is null for verdicts that are no causes. */
  private record Named(
      String id,
      String kind,
      @Nullable String title,
      @Nullable String room,
      @Nullable String answer,
      boolean benign,
      @Nullable String says,
      @Nullable Page page) {

    private static Named of(Entry entry) {
      return new Named(
          entry.id(),
          entry.isFinding() ? "finding" : "cause",
          entry.title(),
          entry.room(),
          entry.isFinding() ? null : entry.kind(),
          entry.benign(),
          null,
          entry.page());
    }
  }

  /** Every id that a report can name. */
  public String list() {
    return render(named());
  }

  /** One of them, in the same form; empty where there is none of this id. */
  public Optional<String> page(String id) {
    String asked = id.strip().toLowerCase(Locale.ROOT);
    List<Named> one = named().stream().filter(named -> named.id().equals(asked)).toList();
    return one.isEmpty() ? Optional.empty() : Optional.of(render(one));
  }

  private static List<Named> named() {
    List<Named> named =
        new java.util.ArrayList<>(Catalogue.entries().stream().map(Named::of).toList());
    new TreeMap<>(CatalogueText.VERDICTS)
        .forEach(
            (id, says) -> named.add(new Named(id, "verdict", null, null, null, false, says, null)));
    return List.copyOf(named);
  }

  private static String render(List<Named> named) {
    JsonSheet json = new JsonSheet();
    json.object(() -> json.text("schema", SCHEMA).array("causes", named, one -> write(json, one)));
    return json.finish();
  }

  private static void write(JsonSheet json, Named named) {
    json.object(
        () -> {
          json.text("id", named.id())
              .text("kind", named.kind())
              .text("title", named.title())
              .text("room", named.room())
              .text("answer", named.answer())
              .flag("benign", named.benign())
              .text("says", named.says());
          if (named.page() == null) {
            json.nothing("page");
          } else {
            write(json, named.page());
          }
        });
  }

  private static void write(JsonSheet json, Page page) {
    json.object(
        "page",
        () ->
            json.text("looksLike", page.looks())
                .text("why", page.why())
                .text("proof", page.proof())
                .text("fix", page.fix())
                .text("isNot", page.notThis())
                .text("noHelp", page.commonAdvice())
                .text("noHelpBecause", page.refutation()));
  }
}
