package io.fizzle.history.store;

import io.fizzle.history.History;

class PostgresNewsAndRiskTest extends NewsAndRiskContract {
  @Override
  History open() {
    return Stores.open(PostgresServer.require().freshDatabase());
  }
}
