package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.DriverRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** The results of all tasks together exceeded the driver's limit. */
public final class DriverResultSize extends Cause {

  public DriverResultSize() {
    super(
        "driver-result-size",
        "Results larger than spark.driver.maxResultSize",
        "sent more results to the driver than spark.driver.maxResultSize allows",
        Answer.NEITHER,
        FailureKind.RESULT_SIZE);
  }

  @Override
  public Page page() {
    return new Page(
            "`collect()`, `toPandas()`, a large broadcast or the status of very many tasks brought"
                + " more serialised bytes to the driver than `spark.driver.maxResultSize` allows (1"
                + " GiB by default).",
            "`Total size of serialized results of N tasks (X) is bigger than"
                + " spark.driver.maxResultSize (Y)`.",
            "Exhaustion of the driver's heap: this limit exists to prevent it.",
            "Raising executor memory. Setting the limit to 0 without a larger heap for the driver.")
        .looksLike(
            "`Total size of serialized results of N tasks is bigger than"
                + " spark.driver.maxResultSize`.")
        .fixedBy(
            "Write the result, or aggregate and `limit` it first. Where it is really wanted,"
                + " raise `spark.driver.maxResultSize` (1g by default) together with"
                + " `spark.driver.memory`. Before 3.4 what each task tells of itself counts as"
                + " well, before 3.1 that of shuffle stages too: there tens of thousands of tasks"
                + " fill it alone, and fewer partitions help.")
        .refutedBy(
            "the limit is checked against the sum of the results at the driver, 0 switches"
                + " the check off (Spark, `TaskSetManager.canFetchMoreResults`,"
                + " `TaskResultGetter`).");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return DriverRemedies.driverResultSize(
        Measures.conf(application),
        Measures.failure(incident).actual(),
        Measures.failure(incident).limit());
  }
}
