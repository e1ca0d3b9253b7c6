package io.fizzle.bench;

import io.fizzle.history.Access;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import io.fizzle.history.analysis.Analysis;
import io.fizzle.history.analysis.Question;
import io.fizzle.history.analysis.Remedies;
import io.fizzle.history.analysis.Similar;
import io.fizzle.history.analysis.Statistics;
import io.fizzle.history.analysis.Window;
import io.fizzle.history.settings.Prices;
import io.fizzle.history.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the history costs at full size: {@code StoreBench [EVENTS [EVENTS-IN-POSTGRESQL]]}, from the
 * checkout's root. Makes histories with so many failures where they are not there yet, asks and
 * writes them, and where SQLite's has a million events writes {@value #PAGE}.
 */
final class StoreBench {
  static final int WHOLE = 1_000_000;

  private static final String PAGE = "docs/history-performance.md";
  private static final int TIMES = 5;
  private static final int TIMES_QUICK = 20;
  private static final int ENOUGH_RUNS = 100_000;
  private static final Duration MONTH = Duration.ofDays(30);

  private final StoreInput input;
  private final Window window;
  private final Path folder;

  private StoreBench(StoreInput input, Path folder) {
    this.input = input;
    this.folder = folder;
    Instant end = input.shape().from().plus(input.shape().span());
    this.window = new Window(end.minus(MONTH), end);
  }

  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : WHOLE;
    int onServer = arguments.length > 1 ? Integer.parseInt(arguments[1]) : events;
    double load = Machine.load();
    List<Section> sections = new ArrayList<>();
    StoreBench ofFile = of(events);
    try (StoreDatabase sqlite = new StoreDatabase.Sqlite(ofFile.folder)) {
      sections.add(ofFile.section(sqlite));
    }
    StoreBench ofServer = of(onServer);
    try (StoreDatabase postgres =
        StoreDatabase.Postgres.start(ofServer.folder.resolve("postgres"))) {
      sections.add(ofServer.section(postgres));
    }
    String page = new StorePage(sections, load).markdown();
    System.out.print(page);
    if (events >= WHOLE) {
      Files.writeString(Path.of(PAGE), page);
    }
  }

  private static StoreBench of(int events) throws IOException {
    Path folder = Path.of("bench", "target", "inputs", "history-" + events).toAbsolutePath();
    return new StoreBench(StoreInput.of(events, folder.resolve("from")), folder);
  }

  private StoreInput.Written kept(String database) throws IOException {
    return StoreInput.Written.kept(folder.resolve(database));
  }

  private Section section(StoreDatabase database) throws IOException, SQLException {
    if (database.isEmpty()) {
      System.err.println("generating a history in " + database.name());
      input.write(database.place()).keep(folder.resolve(database.name()));
    }
    List<Row> rows = new ArrayList<>();
    try (History history = Stores.openExisting(database.place())) {
      rows.addAll(asked(history, database));
      rows.add(size(history, kept(database.name())));
    }
    rows.add(3, inserted(database));
    database.discard();
    Section section = new Section(database.name(), StorePage.note(kept(database.name())), rows);
    System.err.print(section.markdown());
    return section;
  }

  private List<Row> asked(History history, StoreDatabase database)
      throws IOException, SQLException {
    Access all = Access.everything();
    Question month = new Question(window, Map.of());
    Instant end = window.until();
    double first = seconds(() -> requireFound(Analysis.of(history, all, month)));
    Spread analyze = times(TIMES, () -> requireFound(Analysis.of(history, all, month)));
    Spread stats =
        times(TIMES, () -> Statistics.of(history, all, month, new Prices(0.04, 0.005, "EUR")));
    Remedies.Subject subject = new Remedies.Subject("heap-oom", "project-1-app-1", "");
    Spread remedies = times(TIMES_QUICK, () -> Remedies.of(history, all, subject, end));
    List<FailureEvent> failures = new ArrayList<>();
    history.failures(all, Filter.ALL.before(end).latest(1), failures::add);
    Spread similar = times(TIMES_QUICK, () -> Similar.to(failures, history, all));
    Spread counted = counted(database);
    return List.of(
        StorePage.analyze(analyze, counted),
        StorePage.firstAnalyze(first),
        StorePage.command(command(database)),
        StorePage.stats(stats),
        StorePage.remedies(remedies),
        StorePage.similar(similar));
  }

  /**
   * What was planted has to be found, or the figure is of something else; a small history may hold
   * too little of it.
   */
  private void requireFound(Analysis analysis) {
    if (input.shape().runs() >= ENOUGH_RUNS
        && analysis.accused().stream().noneMatch(one -> one.value().equals("node-7"))) {
      throw new IllegalStateException("the planted node was not found: " + analysis.accused());
    }
  }

  private Spread counted(StoreDatabase database) throws SQLException {
    try (StorePeer peer = new StorePeer(database.connect(database.place()))) {
      long from = window.from().toEpochMilli();
      long until = window.until().toEpochMilli();
      peer.countByNode(from, until);
      return times(TIMES, () -> peer.countByNode(from, until));
    }
  }

  /** The whole command; its days end now, those of the history when it was made. */
  private Spread command(StoreDatabase database) throws IOException {
    long days = MONTH.plus(Duration.between(window.until(), Instant.now())).toDays();
    return Measured.fizzle(
            3, "history", "analyze", "--history", database.place(), "--lookback", days + "d")
        .seconds();
  }

  /** A month more, into a copy, and the same by plain JDBC. */
  private Row inserted(StoreDatabase database) throws IOException, SQLException {
    StoreInput.Written ours;
    try (History history = Stores.openExisting(database.copy())) {
      ours = StoreInput.write(input.monthAfter(), history::record);
    }
    StoreInput.Written plain;
    try (StorePeer peer = new StorePeer(database.connectEmpty())) {
      peer.create();
      plain = StoreInput.write(input.monthAfter(), peer::record);
    }
    return StorePage.inserts(ours, plain);
  }

  private static Row size(History history, StoreInput.Written written) {
    return StorePage.size(history.size(), written.events());
  }

  /** Does something that is measured. */
  @FunctionalInterface
  private interface Doing {
    void run() throws SQLException;
  }

  private static Spread times(int times, Doing doing) throws SQLException {
    double[] seconds = new double[times];
    for (int i = 0; i < times; i++) {
      seconds[i] = seconds(doing);
    }
    return Spread.of(seconds);
  }

  private static double seconds(Doing doing) throws SQLException {
    long begin = System.nanoTime();
    doing.run();
    return (System.nanoTime() - begin) / 1e9;
  }
}
