package reports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Draws sheets of thumbnails, in the finest resolution for which a sheet fits into memory.
 */
public final class ThumbnailSheets {
  private static final int BYTES_OF_A_PIXEL = 4;

  private ThumbnailSheets() {}

  /** Arguments: sheets, pixels along the side of a thumbnail at first, thumbnails of a sheet. */
  public static void main(String[] args) {
    int sheets = Integer.parseInt(args[0]);
    int side = Integer.parseInt(args[1]);
    int thumbnails = Integer.parseInt(args[2]);
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, sheets).boxed().collect(Collectors.toList());
      long pixels =
          context
              .parallelize(numbers, sheets)
              .map(sheet -> draw(sheet, side, thumbnails))
              .reduce(Long::sum);
      System.out.println("drew " + pixels + " pixels");
    }
  }

  /** Halves the resolution until the sheet fits. */
  private static long draw(int sheet, int finest, int thumbnails) {
    for (int side = finest; side > 1; side /= 2) {
      try {
        return pixels(side, thumbnails);
      } catch (OutOfMemoryError tooFine) {
        System.err.println("sheet " + sheet + " does not fit with a side of " + side + " pixels");
        tooFine.printStackTrace();
      }
    }
    return 0;
  }

  private static long pixels(int side, int thumbnails) {
    List<byte[]> images = new ArrayList<>();
    for (int thumbnail = 0; thumbnail < thumbnails; thumbnail++) {
      images.add(new byte[side * side * BYTES_OF_A_PIXEL]);
    }
    return images.stream().mapToLong(image -> image.length / BYTES_OF_A_PIXEL).sum();
  }
}
