package io.fizzle.history.store;

import io.fizzle.history.History;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteNewsAndRiskTest extends NewsAndRiskContract {
  @TempDir private Path folder;

  @Override
  History open() {
    return Stores.open(folder.resolve("history.db").toString());
  }
}
