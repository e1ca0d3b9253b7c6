package reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Renders every region's invoices and holds a region's documents in memory until the last is done.
 */
public final class InvoiceExport {
  private InvoiceExport() {}

  /**
   * Arguments: regions, invoices of a region, invoices of the one large region, bytes of an
   * invoice.
   */
  public static void main(String[] args) {
    int regions = Integer.parseInt(args[0]);
    int usual = Integer.parseInt(args[1]);
    int large = Integer.parseInt(args[2]);
    int size = Integer.parseInt(args[3]);
    int largeRegion = regions / 2;
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, regions).boxed().collect(Collectors.toList());
      long bytes =
          context
              .parallelize(numbers, regions)
              .map(region -> export(region == largeRegion ? large : usual, size))
              .reduce(Long::sum);
      System.out.println("exported " + bytes + " bytes");
    }
  }

  private static long export(int invoices, int size) {
    List<byte[]> documents = new ArrayList<>();
    for (int invoice = 0; invoice < invoices; invoice++) {
      byte[] document = new byte[size];
      Arrays.fill(document, (byte) invoice);
      documents.add(document);
    }
    return documents.stream().mapToLong(document -> document.length).sum();
  }
}
