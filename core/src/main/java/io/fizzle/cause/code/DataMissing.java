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

/** An input path or file does not exist. */
public final class DataMissing extends Cause {

  public DataMissing() {
    super(
        "data-missing",
        "Data missing",
        "could not find its input",
        Answer.NEITHER,
        FailureKind.DATA_MISSING);
  }

  @Override
  public Page page() {
    return new Page(
            "The path is wrong, was not yet written, or its files were replaced while they were"
                + " read.",
            "`Path does not exist`, or `FileNotFoundException` on an input.",
            "A shuffle file that vanished with its executor (`shuffle-data-lost`).",
            "")
        .looksLike(
            "`Path does not exist`, `FileNotFoundException` of an input, `Table or view not"
                + " found`.")
        .fixedBy(
            "Check path, credentials and time: the file was never there, was moved, or was"
                + " overwritten while it was read. Cached listings: `REFRESH TABLE`."
                + " `spark.sql.files.ignoreMissingFiles` hides it, and rows are missing then.");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return Strength.STRONG;
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return DataRemedies.dataMissing(Measures.failure(incident).message());
  }
}
