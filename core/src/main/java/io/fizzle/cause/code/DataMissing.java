package io.fizzle.cause.code;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.DataRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An input path or file does not exist. */
public final class DataMissing extends Cause {

  private static final Pattern PATH =
      Pattern.compile(
          "(?<![\\w/.])(?:[a-z][a-z0-9+.-]{1,20}:/{1,3}|/)[\\w/.=:@%+,~-]{0,1000}[\\w/=~-]");

  public DataMissing() {
    super(
        "data-missing",
        "Data missing",
        "could not find its input",
        Answer.NEITHER,
        FailureKind.DATA_MISSING,
        FailureKind.OFFSETS_GONE);
  }

  @Override
  public Page page() {
    return new Page(
            "The path is wrong, was not yet written, or its files were replaced while they"
                + " were read.",
            "`Path does not exist`, or `FileNotFoundException` on an input; of a stream,"
                + " offsets that Kafka no longer holds.",
            "A shuffle file that vanished with its executor (`shuffle-data-lost`).",
            "More attempts of the task.")
        .looksLike(
            "`Path does not exist`, `FileNotFoundException` of an input, `Table or view not"
                + " found`.")
        .fixedBy(
            "Check path, credentials and time: the file was never there, was moved, or was"
                + " overwritten while it was read. Cached listings: `REFRESH TABLE`."
                + " `spark.sql.files.ignoreMissingFiles` hides it, and rows are missing then.")
        .refutedBy(
            "the files were listed when the query was planned, and each attempt opens the"
                + " same names (Spark, `InMemoryFileIndex`, `FileScanRDD`).");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return Strength.STRONG;
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return Measures.failure(incident).kind() == FailureKind.OFFSETS_GONE
        ? DataRemedies.offsetsGone()
        : DataRemedies.dataMissing(
            path(Measures.failure(incident).message()), Measures.failure(incident).headline());
  }

  /**
   * The first path of a sentence, as far as a shell takes it as it is; empty where there is none.
   */
  private static String path(String message) {
    Matcher path = PATH.matcher(message);
    return path.find() ? path.group() : "";
  }
}
