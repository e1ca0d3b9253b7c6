package io.fizzle.cause.code;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.CodeRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** The query names something that does not exist or does not fit. */
public final class SqlAnalysis extends Cause {

  public SqlAnalysis() {
    super(
        "sql-analysis",
        "SQL analysis error",
        "submitted a query that cannot be resolved",
        Answer.NEITHER,
        FailureKind.SQL_ANALYSIS);
  }

  @Override
  public Page page() {
    return new Page(
            "A table, view, column or type in the query cannot be resolved against the"
                + " catalog, or its text cannot be parsed.",
            "`AnalysisException` or `ParseException`, with the error class and the position.",
            "A failure of the execution: an analysis error comes before any task.",
            "Running it again, or with more executors.")
        .looksLike("`AnalysisException` or `ParseException` before any job starts.")
        .fixedBy(
            "Correct the name or the type that the message gives; it often suggests the"
                + " nearest column. After an upgrade: the ANSI mode, on by default since Spark"
                + " 4.0 (`spark.sql.ansi.enabled`), and `spark.sql.legacy.*` keys for single"
                + " changes; the migration guide lists them.")
        .refutedBy(
            "the plan is checked on the driver before there is any job (Spark,"
                + " `CheckAnalysis`).");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return CodeRemedies.sqlAnalysis(Measures.failure(incident).message());
  }
}
