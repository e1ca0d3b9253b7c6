package reports;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Prints the due dates of a year's bills in the form of the house. */
public final class DueDates {
  private DueDates() {}

  /** Arguments: parts, bills. */
  public static void main(String[] args) {
    int parts = Integer.parseInt(args[0]);
    int bills = Integer.parseInt(args[1]);
    DateTimeFormatter form = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    LocalDate start = LocalDate.of(2024, 1, 1);
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, bills).boxed().collect(Collectors.toList());
      long dates =
          context
              .parallelize(numbers, parts)
              .map(bill -> start.plusDays(bill % 366).format(form))
              .distinct()
              .count();
      System.out.println("due on " + dates + " dates");
    }
  }
}
