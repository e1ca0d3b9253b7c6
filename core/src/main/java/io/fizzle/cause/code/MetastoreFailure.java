package io.fizzle.cause.code;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.DataRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** The Hive metastore or catalog refused or did not answer. */
public final class MetastoreFailure extends Cause {

  public MetastoreFailure() {
    super(
        "metastore-failure",
        "Metastore failure",
        "could not use the metastore",
        Answer.NEITHER,
        FailureKind.METASTORE);
  }

  @Override
  public Page page() {
    return new Page(
            "The metastore is down, unreachable, locked, or of another version.",
            "`MetaException`, `HiveException`, or `Unable to instantiate` its client.",
            "A table that does not exist (`sql-analysis`).",
            "`hive.metastore.schema.verification=false`: the version stays the wrong one.")
        .looksLike(
            "Errors of `HiveMetaStoreClient`, `Unable to instantiate"
                + " SessionHiveMetaStoreClient`, lock or timeout errors of its database.")
        .fixedBy(
            "Test `hive.metastore.uris` from the driver's host and look at the metastore's"
                + " own log. The client's version must fit: `spark.sql.hive.metastore.version`"
                + " with `spark.sql.hive.metastore.jars`. Without Hive,"
                + " `spark.sql.catalogImplementation=in-memory`.")
        .refutedBy("the setting turns a refusal into a warning (Hive, Configuration Properties).");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return DataRemedies.metastoreFailure(Measures.failure(incident).message());
  }
}
