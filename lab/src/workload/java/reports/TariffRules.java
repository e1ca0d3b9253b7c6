package reports;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Prices the parcels of each tariff by the rule's own class, loaded apart from all others. */
public final class TariffRules {
  private TariffRules() {}

  /** Arguments: countries, tariffs of a country, tariffs of the one large country. */
  public static void main(String[] args) {
    int countries = Integer.parseInt(args[0]);
    int usual = Integer.parseInt(args[1]);
    int large = Integer.parseInt(args[2]);
    int largeCountry = countries / 2;
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, countries).boxed().collect(Collectors.toList());
      long cents =
          context
              .parallelize(numbers, countries)
              .map(country -> price(country == largeCountry ? large : usual))
              .reduce(Long::sum);
      System.out.println("priced at " + cents + " cents");
    }
  }

  private static long price(int tariffs) throws IOException, ReflectiveOperationException {
    byte[] code;
    try (InputStream file = TariffRules.class.getResourceAsStream("TariffRules$Surcharge.class")) {
      code = file.readAllBytes();
    }
    List<IntUnaryOperator> rules = new ArrayList<>();
    for (int tariff = 0; tariff < tariffs; tariff++) {
      rules.add(new RuleLoader(code).rule());
    }
    return rules.stream().mapToLong(rule -> rule.applyAsInt(100)).sum();
  }

  /** A tariff's rule. */
  public static final class Surcharge implements IntUnaryOperator {
    @Override
    public int applyAsInt(int cents) {
      return cents + cents / 10;
    }
  }

  private static final class RuleLoader extends ClassLoader {
    private final byte[] code;

    RuleLoader(byte[] code) {
      super(TariffRules.class.getClassLoader());
      this.code = code;
    }

    IntUnaryOperator rule() throws ReflectiveOperationException {
      Class<?> rule = defineClass(Surcharge.class.getName(), code, 0, code.length);
      return (IntUnaryOperator) rule.getDeclaredConstructor().newInstance();
    }
  }
}
