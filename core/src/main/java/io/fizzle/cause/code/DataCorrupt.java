package io.fizzle.cause.code;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.DataRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** An input or shuffle block did not have the form it should have. */
public final class DataCorrupt extends Cause {

  public DataCorrupt() {
    super(
        "data-corrupt",
        "Corrupt data",
        "read data that is corrupt",
        Answer.NEITHER,
        FailureKind.DATA_CORRUPT,
        FailureKind.BLOCK_CORRUPT);
  }

  @Override
  public Page page() {
    return new Page(
        "A truncated or foreign file, a failed checksum, a disk or network fault.",
        "The reader's exception with the file name; checksum diagnosis of shuffle blocks "
            + "since Spark 3.2.",
        "A schema mismatch of healthy files.",
        "Retrying only.");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return Strength.STRONG;
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return DataRemedies.dataCorrupt("");
  }
}
