package io.fizzle.read.message;

import static io.fizzle.read.message.Specificity.SUBSYSTEM;
import static io.fizzle.read.message.Specificity.SURFACE;
import static io.fizzle.signal.FailureKind.METASTORE;
import static io.fizzle.signal.FailureKind.SQL_ANALYSIS;

import java.util.List;

/**
 * Statements that do not resolve, and the catalogue that they resolve against. Texts: catalyst's
 * analyser and parser and error conditions of Spark 1.6 to 4.2; Hive's metastore client, AWS
 * Glue's; Derby, in which the metastore keeps its tables where none is configured ({@code XSDB6},
 * {@code XJ040}).
 */
final class SqlMessages {
  static final List<MessageRule> RULES =
      List.of(
          MessageRule.of(METASTORE, SUBSYSTEM)
              .type(
                  "MetaException",
                  "org.apache.thrift.transport.TTransportException*",
                  "AWSGlueException",
                  "HiveMetaException",
                  "RuntimeMetaException"),
          MessageRule.of(METASTORE, SUBSYSTEM).text("MetaException(message:"),
          // Hive throws it for all that fails in it, functions and writers too: this class asks
          // the metastore, and so does whom HiveExternalCatalog wraps
          MessageRule.of(METASTORE, SUBSYSTEM)
              .type("HiveException")
              .frame("org.apache.hadoop.hive.ql.metadata.Hive."),
          MessageRule.of(METASTORE, SUBSYSTEM).type("HiveException").within("AnalysisException"),
          MessageRule.of(METASTORE, SUBSYSTEM)
              .type("HiveException")
              .text("Unable to fetch table ", "Unable to alter table", "Unable to alter partition"),
          MessageRule.of(METASTORE, SUBSYSTEM)
              .text(
                  "SessionHiveMetaStoreClient",
                  "Unable to instantiate org.apache.hadoop.hive.metastore.HiveMetaStoreClient",
                  "Could not connect to meta store using any of the URIs",
                  "Error creating transactional connection factory",
                  "Unable to fetch tables of Hive database",
                  "Another instance of Derby may have already booted the database"),
          MessageRule.of(METASTORE, SUBSYSTEM)
              .text("Failed to start database '")
              .pattern("Failed to start database '[^'\\n]{0,1000}metastore_db'"),
          MessageRule.of(METASTORE, SUBSYSTEM).condition("UNABLE_TO_FETCH_HIVE_TABLES"),
          MessageRule.of(SQL_ANALYSIS, SURFACE)
              .type(
                  "AnalysisException",
                  "ExtendedAnalysisException",
                  "parser.ParseException",
                  "captured.ParseException",
                  "utils.ParseException",
                  "NoSuchTableException",
                  "NoSuchDatabaseException",
                  "NoSuchNamespaceException",
                  "NoSuchFunctionException")
              .pattern(
                  "^(?!Path does not exist: |Cannot modify the value of a)(?!(?i:path) \\S{1,1000}"
                      + " already exists)"),
          MessageRule.of(SQL_ANALYSIS, SURFACE)
              .text("Table or view not found: ", "cannot resolve '", "mismatched input '")
              .pattern("^(?:Table or view not found: |cannot resolve '|mismatched input ')"),
          MessageRule.of(SQL_ANALYSIS, SURFACE)
              .condition(
                  "TABLE_OR_VIEW_NOT_FOUND",
                  "UNRESOLVED_*",
                  "PARSE_*",
                  "DATATYPE_MISMATCH",
                  "MISSING_AGGREGATION",
                  "MISSING_GROUP_BY",
                  "AMBIGUOUS_*",
                  "COLUMN_NOT_FOUND",
                  "SCHEMA_NOT_FOUND",
                  "VIEW_NOT_FOUND",
                  "ROUTINE_NOT_FOUND",
                  "CATALOG_NOT_FOUND",
                  "WRONG_NUM_ARGS",
                  "NUM_COLUMNS_MISMATCH",
                  "INSERT_COLUMN_ARITY_MISMATCH",
                  "INCOMPATIBLE_DATA_FOR_TABLE",
                  "GROUP_BY_*"));

  private SqlMessages() {}
}
