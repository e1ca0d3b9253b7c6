package reports;

import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Sorts all depots' parcels by their tracking numbers, each with its scanned label. */
public final class ParcelRoutes {
  private ParcelRoutes() {}

  /** Arguments: depots, parcels of a depot, bytes of a scanned label. */
  public static void main(String[] args) {
    int depots = Integer.parseInt(args[0]);
    int parcels = Integer.parseInt(args[1]);
    int size = Integer.parseInt(args[2]);
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, depots).boxed().collect(Collectors.toList());
      long bytes =
          context
              .parallelize(numbers, depots)
              .flatMapToPair(depot -> parcels(depot, parcels, size))
              .repartitionAndSortWithinPartitions(new HashPartitioner(depots))
              .values()
              .map(label -> (long) label.length)
              .reduce(Long::sum);
      System.out.println("sorted " + bytes + " bytes of labels");
    }
  }

  /** A scan is noise to a compressor. */
  private static Iterator<Tuple2<Long, byte[]>> parcels(int depot, int parcels, int size) {
    SplittableRandom random = new SplittableRandom(depot);
    return IntStream.range(0, parcels)
        .mapToObj(
            parcel -> {
              byte[] label = new byte[size];
              random.nextBytes(label);
              return new Tuple2<>(random.nextLong(), label);
            })
        .iterator();
  }
}
