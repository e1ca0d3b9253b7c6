import io.fizzle.spark.instrument.Fizzle;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Uses the whole instrumentation once and prints what it was told. */
public final class InstrumentationJob implements Serializable {
  private static final class Client {}

  private final HashMap<String, byte[]> lookup = new HashMap<>();
  private final ArrayList<Object> handlers = new ArrayList<>();

  private MapFunction<String, Integer> parser() {
    return text -> lookup.size() + text.length();
  }

  public static void main(String[] arguments) throws Exception {
    SparkSession spark = SparkSession.builder().getOrCreate();
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    Fizzle fizzle = new Fizzle(spark, 1);
    InstrumentationJob job = new InstrumentationJob();
    job.lookup.put("all", new byte[4_500_000]);
    System.out.println(fizzle.measureClosure(job.parser(), "large").sentence());
    job.handlers.add(Map.of("client", new Client()));
    System.out.println(fizzle.measureClosure(job.parser(), "bad").sentence());
    System.out.println(fizzle.measureBroadcast(context.broadcast(new byte[5_000_000]), "table").sentence());
    datasets(spark, fizzle);
    rdds(context, fizzle, arguments[0]);
    configured(spark);
    System.out.println(new Fizzle(spark, 0).measureClosure(job.parser(), "silent").sentence());
    misused(fizzle);
    System.out.println(fizzle.summary());
    spark.stop();
    stopped(fizzle, job);
  }

  /** Whoever hands over nothing is told so, and their job goes on. */
  private static void misused(Fizzle fizzle) throws Exception {
    for (int i = 0; i < 4; i++) {
      System.out.println(fizzle.measureClosure(null, "nothing").sentence());
    }
    System.out.println(fizzle.analyze((JavaRDD<?>) null, "nothing").sentence());
    System.out.println("body " + fizzle.instrument(null, null, () -> 5));
  }

  /** After the end nothing is known of a closure, and nothing is said of it. */
  private static void stopped(Fizzle fizzle, InstrumentationJob job) throws Exception {
    job.handlers.clear();
    System.out.println(fizzle.measureClosure(job.parser(), "late").sentence());
    System.out.println("late body " + fizzle.instrument("run", "late", () -> 6));
  }

  /** Verbosity from the environment, automatic checkpoints from the configuration. */
  private static void configured(SparkSession spark) throws Exception {
    Fizzle fizzle = new Fizzle(spark);
    System.out.println("verbosity " + fizzle.verbosity());
    Dataset<Row> given = fizzle.instrument("deepen", "automatic", () -> deep(spark));
    System.out.println(fizzle.analyze(given, "automatic").sentence());
    Dataset<Long> doubled =
        fizzle.mapPartitions(
            spark.range(4),
            part -> {
              List<Long> values = new ArrayList<>();
              part.forEachRemaining(value -> values.add(2 * value));
              return values.iterator();
            },
            Encoders.LONG(),
            "doubled");
    System.out.println("doubled " + doubled.collectAsList());
  }

  private static Dataset<Row> deep(SparkSession spark) {
    Dataset<Row> deep = spark.range(1000).toDF("id");
    for (int i = 0; i < 60; i++) {
      deep = deep.withColumn("id", functions.col("id").plus(1));
    }
    return deep;
  }

  private static void datasets(SparkSession spark, Fizzle fizzle) {
    Dataset<Row> deep = deep(spark);
    System.out.println(fizzle.analyze(deep, "deep").sentence());
    Dataset<Row> broken = fizzle.checkpointIfNeeded(deep, "deep");
    System.out.println(fizzle.analyze(broken, "broken", true).sentence());
    adaptive(spark, fizzle);
  }

  /** Two hundred partitions to begin with, merged into one by what they turn out to hold. */
  private static void adaptive(SparkSession spark, Fizzle fizzle) {
    Dataset<Row> grouped = spark.range(1000).groupBy(functions.col("id").mod(10)).count();
    System.out.println(fizzle.analyze(grouped, "planned").sentence());
    System.out.println("groups " + grouped.collectAsList().size());
    System.out.println(fizzle.analyze(grouped, "run").sentence());
    Dataset<Row> cached = spark.range(1000).groupBy(functions.col("id").mod(9)).count().cache();
    System.out.println(fizzle.analyze(cached, "cached").sentence());
    System.out.println("groups " + cached.count());
    System.out.println(fizzle.analyze(cached, "kept").sentence());
  }

  private static void rdds(JavaSparkContext context, Fizzle fizzle, String folder) throws Exception {
    JavaRDD<Integer> numbers = context.parallelize(List.of(1, 2, 3, 4), 4);
    for (int i = 0; i < 40; i++) {
      numbers = numbers.map(number -> number + 1);
    }
    numbers.count();
    context.setCheckpointDir(folder);
    fizzle.checkpointIfNeeded(numbers, "numbers");
    System.out.println(fizzle.analyze(numbers, "numbers", true).sentence() + " " + numbers.collect());
    JavaRDD<Integer> kept = numbers;
    long counted = fizzle.instrument("count", "spread", () -> kept.repartition(40).count());
    System.out.println("counted " + counted);
    try {
      fizzle.instrument("load", "nothing", () -> { throw new IOException("gone"); });
    } catch (IOException itsOwn) {
      System.out.println("caught " + itsOwn.getMessage());
    }
  }
}
