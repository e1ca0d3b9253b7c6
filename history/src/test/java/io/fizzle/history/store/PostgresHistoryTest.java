package io.fizzle.history.store;

import io.fizzle.history.History;

class PostgresHistoryTest extends HistoryContract {
  @Override
  History open() {
    return Stores.open(PostgresServer.require().freshDatabase());
  }
}
