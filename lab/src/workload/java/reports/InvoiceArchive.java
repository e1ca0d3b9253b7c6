package reports;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Exports invoices as {@link InvoiceExport} does, and closes a slow archive when a JVM ends. */
public final class InvoiceArchive {
  private static final AtomicBoolean OPEN = new AtomicBoolean();

  private InvoiceArchive() {}

  /**
   * Arguments: regions, invoices of a region, invoices of the one large region, bytes of an
   * invoice, milliseconds that the archive takes to close.
   */
  public static void main(String[] args) {
    int regions = Integer.parseInt(args[0]);
    int usual = Integer.parseInt(args[1]);
    int large = Integer.parseInt(args[2]);
    int size = Integer.parseInt(args[3]);
    long closing = Long.parseLong(args[4]);
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, regions).boxed().collect(Collectors.toList());
      long bytes =
          context
              .parallelize(numbers, regions)
              .map(
                  region -> {
                    open(closing);
                    return InvoiceExport.export(region == regions / 2 ? large : usual, size);
                  })
              .reduce(Long::sum);
      System.out.println("archived " + bytes + " bytes");
    }
  }

  private static void open(long closing) {
    if (OPEN.compareAndSet(false, true)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(closing), "close archive"));
    }
  }

  private static void close(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
