package io.fizzle.lab.metadata;

import io.fizzle.lab.metadata.Converter.RefusedException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a {@code ConfigEntry} of any release.
 *
 * @param object the Scala object that defines it
 * @param artifact the jar of that object
 */
record EntryReader(String object, String artifact) {
  private static final String UNDEFINED = "<undefined>";
  private static final String STATIC = "org.apache.spark.sql.internal.StaticSQLConf$";

  /** File of Spark from a class's name: {@code internal/config/package.scala}. */
  static String source(String className) {
    String name = className.replaceFirst("^org\\.apache\\.spark\\.", "").replace('.', '/');
    int dollar = name.indexOf('$');
    return (dollar < 0 ? name : name.substring(0, dollar));
  }

  ObservedKey read(Object entry) throws ReflectiveOperationException {
    Object function = Mirror.call(entry, "valueConverter");
    Method apply = Mirror.function(function);
    Converter converter = text -> convert(function, apply, text);
    String defaultValue = defaultValue(entry);
    String sample = defaultValue.matches("[-?]|=.*") ? null : defaultValue;
    List<String> olderNames = new ArrayList<>();
    Object alternatives = Mirror.callIfThere(entry, "alternatives");
    for (Object name : alternatives == null ? List.of() : Mirror.elements(alternatives)) {
      olderNames.add(String.valueOf(name));
    }
    List<String> marks = new ArrayList<>();
    if (!Boolean.TRUE.equals(Mirror.call(entry, "isPublic"))) {
      marks.add("internal");
    }
    if (object.equals(STATIC)) {
      marks.add("static");
    }
    ValueShape shape = new ValueProbe(converter, Choices.of(function)).shape(sample);
    Object since = Mirror.callIfThere(entry, "version");
    return new ObservedKey(
        Mirror.text(entry, "key"),
        shape,
        plain(defaultValue, shape),
        since == null ? "" : since.toString(),
        olderNames,
        marks,
        artifact,
        source(object) + ".scala");
  }

  private static Object convert(Object function, Method apply, String text)
      throws RefusedException {
    try {
      Object value = apply.invoke(function, text);
      return value.getClass().getName().equals("scala.Some") ? Mirror.call(value, "get") : value;
    } catch (InvocationTargetException refused) {
      throw new RefusedException(refused.getCause() == null ? refused : refused.getCause());
    } catch (ReflectiveOperationException changed) {
      throw new RefusedException(changed);
    }
  }

  private static String defaultValue(Object entry) throws ReflectiveOperationException {
    String type = entry.getClass().getSimpleName();
    if (type.equals("FallbackConfigEntry")) {
      return "=" + Mirror.text(Mirror.call(entry, "fallback"), "key");
    }
    if (type.equals("ConfigEntryWithDefaultFunction")) {
      return "?";
    }
    String text = Mirror.textIfAny(entry, "defaultValueString");
    if (text.equals(UNDEFINED)) {
      return "-";
    }
    return text.isEmpty() ? "\"\"" : ofThisMachine(text) ? "?" : text;
  }

  private static boolean ofThisMachine(String text) {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      host = "localhost";
    }
    return Stream.of("user.dir", "user.home", "java.io.tmpdir", "java.home")
            .map(System::getProperty)
            .anyMatch(place -> place.length() > 1 && text.contains(place) && !text.equals("/tmp"))
        || text.equals(host)
        || addressesOfThisMachine().contains(text);
  }

  /** Spark takes an address of a network interface where the machine's name means loopback. */
  private static Set<String> addressesOfThisMachine() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress())
          .map(InetAddress::getHostAddress)
          .collect(Collectors.toSet());
    } catch (SocketException none) {
      return Set.of();
    }
  }

  /** Spark prints sizes in bytes and times in milliseconds; people do not. */
  static String plain(String value, ValueShape shape) {
    if (shape.type().equals("size") && value.matches("\\d+b")) {
      return size(Long.parseLong(value.substring(0, value.length() - 1)));
    }
    if (shape.type().equals("time") && value.matches("\\d+ms")) {
      long millis = Long.parseLong(value.substring(0, value.length() - 2));
      return millis % 1000 == 0 ? millis / 1000 + "s" : value;
    }
    return value.replace('\t', ' ').replace("\n", "\\n");
  }

  private static String size(long bytes) {
    String units = "bkmgtp";
    int unit = 0;
    long number = bytes;
    while (number != 0 && number % 1024 == 0 && unit < units.length() - 1) {
      number /= 1024;
      unit++;
    }
    return number == 0 ? "0" : Long.toString(number) + units.charAt(unit);
  }
}
