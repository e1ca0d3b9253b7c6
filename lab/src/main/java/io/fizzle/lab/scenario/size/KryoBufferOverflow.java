package io.fizzle.lab.scenario.size;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** A record larger than the serialiser's buffer. */
final class KryoBufferOverflow {
  private KryoBufferOverflow() {}

  static Scenario scenario() {
    return Scenario.named(
            "kryo-buffer-overflow", "A chapter that is larger than the serialiser's buffer")
        .story(
            """
            Each chapter of a catalogue is one record, serialised by Kryo into one column, and one chapter
            has far more pages than the others: it does not fit into the buffer that Kryo may use, which is
            set low here to keep the run short. Every attempt of that task ends alike. Memory is not the
            reason.\
            """)
        .runs("catalog-pages", Workload.of("reports.CatalogPages", 6, 2, 100, 5_000))
        .set("spark.executor.memory", "512m")
        .set("spark.kryoserializer.buffer.max", "2m")
        .truth(Truth.failedOf("kryo-buffer-overflow"))
        .proofs(
            shows(
                "the buffer was too small",
                "driver.log",
                "Kryo serialization failed: Buffer overflow"),
            shows("the task was given up", "driver.log", "failed 4 times"),
            lacks("no result was printed", "driver.out", "catalogue of"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .fixedByConfiguration()
        .runAs(
            Variant.of(SPARK_4_1, SERIAL, PLAIN),
            Variant.of(SPARK_3_5, G1, ZSTD)
                .running(Workload.of("reports.CatalogPages", 6, 2, 100, 12_000)));
  }
}
