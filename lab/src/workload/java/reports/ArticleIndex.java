package reports;

import java.lang.reflect.Field;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import sun.misc.Unsafe;

/** Looks articles up in a catalogue that is kept in a block of native memory. */
public final class ArticleIndex {
  /** Bytes of a catalogue's entry: number, price, and a description of fixed length. */
  private static final int ENTRY = 4096;

  private ArticleIndex() {}

  /** Arguments: shops, entries of a shop's catalogue, article numbers that are looked up. */
  public static void main(String[] args) {
    int shops = Integer.parseInt(args[0]);
    int entries = Integer.parseInt(args[1]);
    int numbers = Integer.parseInt(args[2]);
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> all = IntStream.range(0, shops).boxed().collect(Collectors.toList());
      long prices =
          context
              .parallelize(all, shops)
              .map(shop -> new Catalogue(entries).look(shop, shop + 1 < shops ? entries : numbers))
              .reduce(Long::sum);
      System.out.println("prices: " + prices);
    }
  }

  /** Entries side by side in native memory; whoever asks knows how many there are. */
  private static final class Catalogue {
    private final Unsafe memory = unsafe();
    private final int entries;
    private final long start;

    Catalogue(int entries) {
      this.entries = entries;
      this.start = memory.allocateMemory((long) entries * ENTRY);
      for (int entry = 0; entry < entries; entry++) {
        memory.putLong(start + (long) entry * ENTRY, 100 + entry);
      }
    }

    long look(int shop, int numbers) {
      SplittableRandom random = new SplittableRandom(shop);
      long sum = 0;
      for (int count = 0; count < entries; count++) {
        sum += memory.getLong(start + (long) random.nextInt(numbers) * ENTRY);
      }
      memory.freeMemory(start);
      return sum;
    }

    private static Unsafe unsafe() {
      try {
        Field instance = Unsafe.class.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        return (Unsafe) instance.get(null);
      } catch (ReflectiveOperationException changed) {
        throw new IllegalStateException(changed);
      }
    }
  }
}
