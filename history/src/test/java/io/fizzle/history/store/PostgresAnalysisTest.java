package io.fizzle.history.store;

import io.fizzle.history.History;

class PostgresAnalysisTest extends AnalysisContract {
  @Override
  History open() {
    return Stores.open(PostgresServer.require().freshDatabase());
  }
}
