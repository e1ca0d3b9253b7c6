package io.fizzle;

import io.fizzle.configuration.Setting;
import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Redaction;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ClockPlan;
import io.fizzle.read.Collected;
import io.fizzle.read.Input;
import io.fizzle.read.Intake;
import io.fizzle.read.ReadInput;
import io.fizzle.read.Reader;
import io.fizzle.read.SourceClock;
import io.fizzle.read.config.SparkConfReader;
import io.fizzle.signal.ApplicationSignal.Configured;
import io.fizzle.signal.ApplicationSignal.Identified;
import io.fizzle.signal.ApplicationSignal.OptionRefused;
import io.fizzle.signal.Signal;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From places to the settings in them. Of an event log only its beginning is read. */
public final class ConfigurationReading {
  private final List<Setting> settings = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private @Nullable String sparkVersion;
  private @Nullable String master;
  private int javaMajor;

  /** Reads every place that holds configuration; the others are listed as unread. */
  public void read(List<String> places) {
    try (Collected collected = Intake.standard().collect(places)) {
      collected
          .problems()
          .forEach(
              problem ->
                  unread.add(problem.source() + ": " + problem.what() + "; " + problem.whatToDo()));
      ClockPlan clocks = ClockPlan.of(collected.inputs(), null, List.of());
      for (Input input : collected.usable()) {
        Reader reader = Reading.reader(input, clocks);
        if (holdsConfiguration(input.source().kind())) {
          read(reader, input.source(), input.open());
        } else if (places.contains(input.source().name())) {
          unread.add(input.source().name() + ": holds no configuration");
        }
      }
    }
  }

  /** Reads text that came from elsewhere, such as standard input: properties or commands. */
  public void read(String name, String text) {
    Source source = new Source(name, SourceKind.SPARK_CONF, Owner.UNKNOWN);
    read(
        new SparkConfReader(),
        source,
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Adds one setting, which wins over those read before. */
  public void set(String key, String value, String origin) {
    Source source = new Source(origin, SourceKind.SPARK_CONF, Owner.UNKNOWN);
    String shown = Redaction.isSecretKey(key) ? Redaction.MASK : Redaction.redact(value);
    settings.add(new Setting(key, shown, new Evidence(source, 0, null, key + "=" + shown), false));
  }

  private static boolean holdsConfiguration(SourceKind kind) {
    return kind == SourceKind.SPARK_CONF
        || kind == SourceKind.EVENT_LOG
        || kind == SourceKind.KUBERNETES;
  }

  private void read(Reader reader, Source source, InputStream bytes) {
    try (Stoppable stoppable = new Stoppable(bytes)) {
      reader.read(
          new ReadInput(source, SourceClock.UTC), stoppable, signal -> take(signal, stoppable));
    } catch (IOException e) {
      unread.add(source.name() + ": closing it failed: " + e.getMessage());
    }
  }

  private void take(Signal signal, Stoppable stoppable) {
    if (signal instanceof Identified identified) {
      sparkVersion = identified.sparkVersion() == null ? sparkVersion : identified.sparkVersion();
      master = identified.master() == null ? master : identified.master();
      javaMajor = identified.javaVersion() == null ? javaMajor : major(identified.javaVersion());
    } else if (signal instanceof Configured configured) {
      configured.properties().entrySet().stream()
          .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
          .forEach(
              property ->
                  settings.add(
                      new Setting(
                          property.getKey(),
                          property.getValue(),
                          configured.place(property.getKey()),
                          configured.complete())));
      if (configured.complete()) {
        stoppable.stop();
      }
    } else if (signal instanceof OptionRefused refused) {
      settings.add(new Setting(refused.option(), refused.value(), refused.evidence(), false));
    }
  }

  private static int major(String version) {
    String[] numbers = version.split("[^0-9]+", 3);
    String first = numbers[0].equals("1") && numbers.length > 1 ? numbers[1] : numbers[0];
    return first.isEmpty() || first.length() > 3 ? 0 : Integer.parseInt(first);
  }

  /** In the order in which they were read. */
  public List<Setting> settings() {
    return List.copyOf(settings);
  }

  /** Places that hold no configuration, or could not be read, each with the reason. */
  public List<String> unread() {
    return List.copyOf(unread);
  }

  /** As an event log tells it; null where nothing does. */
  public @Nullable String sparkVersion() {
    return sparkVersion;
  }

  /** As an event log tells it; null where only the settings may tell. */
  public @Nullable String master() {
    return master;
  }

  /** As an event log tells it; 0 where nothing does. */
  public int javaMajor() {
    return javaMajor;
  }

  /** Ends where the reader has told what is wanted: event logs may be very long. */
  private static final class Stoppable extends FilterInputStream {
    private boolean stopped;

    Stoppable(InputStream bytes) {
      super(bytes);
    }

    void stop() {
      stopped = true;
    }

    @Override
    public int read() throws IOException {
      return stopped ? -1 : super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return stopped ? -1 : super.read(buffer, offset, length);
    }
  }
}
