package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.HeapRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** One object was larger than any Java array can be. */
public final class ArrayLimit extends MemoryCause {

  public ArrayLimit() {
    super(
        "array-limit",
        "Array larger than the JVM allows",
        "asked for an array beyond the JVM's limit",
        FailureKind.ARRAY_SIZE);
  }

  @Override
  public Page page() {
    return new Page(
            "One row, string, buffer or collection needed an array of about 2^31 elements or"
                + " more. The JVM has no such arrays, however large its heap.",
            "`OutOfMemoryError: Requested array size exceeds VM limit`, or `Size exceeds"
                + " Integer.MAX_VALUE`.",
            "Lack of memory: the heap may be half empty. `Too large frame` with a number of"
                + " many PiB: something that is no Spark, a port scanner for instance, wrote to the"
                + " port, and its first eight bytes were taken for a length.",
            "Any increase of memory.")
        .looksLike(
            "`Requested array size exceeds VM limit`, `Size exceeds Integer.MAX_VALUE`,"
                + " `Too large frame`.")
        .fixedBy(
            "No setting raises the limit of two thousand million elements: make the one"
                + " value smaller. More partitions for blocks, split rows that hold whole files,"
                + " no `collect_list` or `groupByKey` over one giant key.")
        .refutedBy(
            "the length is compared with the JVM's limit before any memory is asked for"
                + " (HotSpot, `Klass::check_array_allocation_length`); one buffer of Spark ends at"
                + " 2 GiB (`ByteArrayMethods.MAX_ROUNDED_ARRAY_LENGTH`), one frame of its network"
                + " too (`TransportFrameDecoder`).");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return HeapRemedies.arrayLimit(Measures.conf(application));
  }
}
