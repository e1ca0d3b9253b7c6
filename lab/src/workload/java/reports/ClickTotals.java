package reports;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Sums the clicks of each page over several days: one shuffle, even partitions. */
public final class ClickTotals {
  private ClickTotals() {}

  /** Arguments: days, clicks of a day, pages. */
  public static void main(String[] args) {
    int days = Integer.parseInt(args[0]);
    int clicks = Integer.parseInt(args[1]);
    int pages = Integer.parseInt(args[2]);
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, days).boxed().collect(Collectors.toList());
      long total =
          context
              .parallelize(numbers, days)
              .flatMapToPair(day -> clicks(day, clicks, pages))
              .reduceByKey(Long::sum)
              .values()
              .reduce(Long::sum);
      System.out.println("clicks: " + total);
    }
  }

  /** Clicks come in batches, as from a file that is read block by block. */
  private static Iterator<Tuple2<String, Long>> clicks(int day, int clicks, int pages) {
    SplittableRandom random = new SplittableRandom(day);
    int batch = 50_000;
    return IntStream.range(0, clicks / batch)
        .boxed()
        .flatMap(
            ignored -> {
              List<Tuple2<String, Long>> block = new ArrayList<>(batch);
              for (int click = 0; click < batch; click++) {
                block.add(new Tuple2<>("/page/" + random.nextInt(pages), 1L));
              }
              return block.stream();
            })
        .iterator();
  }
}
