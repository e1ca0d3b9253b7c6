package io.fizzle.read.message;

import static io.fizzle.read.message.Measure.limitSeconds;
import static io.fizzle.read.message.Specificity.CAUSE;
import static io.fizzle.read.message.Specificity.COLLATERAL;
import static io.fizzle.read.message.Specificity.DETAIL;
import static io.fizzle.read.message.Specificity.SURFACE;
import static io.fizzle.read.message.Specificity.TRANSPORT;
import static io.fizzle.read.message.Specificity.UNKNOWN;
import static io.fizzle.signal.FailureKind.CONNECTION;
import static io.fizzle.signal.FailureKind.CONTEXT_MISSING;
import static io.fizzle.signal.FailureKind.DRIVER_QUIET;
import static io.fizzle.signal.FailureKind.RPC_TIMEOUT;
import static io.fizzle.signal.FailureKind.SERVICE_BUSY;
import static io.fizzle.signal.FailureKind.SHUFFLE_SERVICE;
import static io.fizzle.signal.FailureKind.UNKNOWN_HOST;

import java.util.List;

/**
 * The transport under everything else. Texts: {@code TransportClientFactory}, {@code
 * TransportResponseHandler}, {@code RpcTimeout}, {@code MapOutputTracker.askTracker}, {@code
 * StandaloneAppClient} of Spark 1.6 to 4.2, {@code java.net}, Netty, the C library's resolver; the
 * JDBC drivers of MySQL, Oracle, SQL Server and PostgreSQL; the clients of Kafka, Elasticsearch,
 * Cassandra and HBase; how S3, DynamoDB, Google Cloud Storage and Azure's stores ask for fewer
 * requests.
 */
final class NetworkMessages {
  static final List<MessageRule> RULES =
      List.of(
          MessageRule.of(UNKNOWN_HOST, CAUSE)
              .type("UnknownHostException", "UnresolvedAddressException"),
          MessageRule.of(UNKNOWN_HOST, CAUSE)
              .text(
                  "Name or service not known",
                  "Temporary failure in name resolution",
                  "No resolvable bootstrap urls given",
                  "nodename nor servname provided"),
          MessageRule.of(RPC_TIMEOUT, TRANSPORT)
              .text("Futures timed out after [")
              .pattern("Futures timed out after \\[(\\d{1,9}) seconds?\\]", limitSeconds(1)),
          MessageRule.of(RPC_TIMEOUT, TRANSPORT)
              .text("Futures timed out after [")
              .pattern(
                  "Futures timed out after \\[(\\d{1,12})\\d{3} milliseconds\\]", limitSeconds(1)),
          // the application master has words for this wait, where its exception comes wrapped
          MessageRule.of(CONTEXT_MISSING, CAUSE)
              .type("TimeoutException")
              .frame("deploy.yarn.ApplicationMaster.runDriver"),
          MessageRule.of(DRIVER_QUIET, SURFACE)
              .type("RpcTimeoutException")
              .frame("apache.spark.MapOutputTracker"),
          MessageRule.of(DRIVER_QUIET, UNKNOWN).text("Error communicating with MapOutputTracker"),
          MessageRule.of(RPC_TIMEOUT, TRANSPORT).type("RpcTimeoutException"),
          MessageRule.of(RPC_TIMEOUT, TRANSPORT).text("Cannot receive any reply from"),
          MessageRule.of(CONNECTION, TRANSPORT)
              .type(
                  "ConnectException",
                  "NoRouteToHostException",
                  "SocketTimeoutException",
                  "ConnectTimeoutException",
                  "ClosedChannelException",
                  "ConnectionResetException",
                  "ConnectionRefusedError",
                  "ConnectionResetError",
                  "requests.exceptions.ConnectionError",
                  "requests.exceptions.ConnectTimeout",
                  "requests.exceptions.ReadTimeout",
                  "botocore.exceptions.EndpointConnectionError",
                  "google.api_core.exceptions.ServiceUnavailable",
                  "java.net.SocketException"),
          // an executor's first call to its driver: the reason is the next link, where it is told
          MessageRule.of(CONNECTION, COLLATERAL)
              .type("SparkException")
              .text("Exception thrown in awaitResult")
              .frame("rpc.RpcEnv.setupEndpointRef"),
          MessageRule.of(CONNECTION, TRANSPORT)
              .type(
                  "org.apache.kafka.common.errors.TimeoutException",
                  "EsHadoopNoNodesLeftException",
                  "AllNodesFailedException",
                  "NoHostAvailableException",
                  "org.apache.hadoop.hbase.client.RetriesExhaustedException"),
          MessageRule.of(SERVICE_BUSY, CAUSE)
              .type(
                  "ThrottlingException",
                  "ProvisionedThroughputExceededException",
                  "AWSServiceThrottledException"),
          // Python's words for errno 101, 104, 110, 111 and 113 of Linux
          MessageRule.of(CONNECTION, TRANSPORT)
              .text("[Errno 1")
              .pattern("\\[Errno 1(?:01|04|10|11|13)\\]"),
          // boto's words for what the service answered
          MessageRule.of(SERVICE_BUSY, CAUSE)
              .text(") when calling the ")
              .pattern(
                  "\\((?:Throttling(?:Exception)?|SlowDown|RequestLimitExceeded"
                      + "|ProvisionedThroughputExceededException|TooManyRequestsException)\\)"
                      + " when calling the "),
          MessageRule.of(SERVICE_BUSY, CAUSE)
              .text(
                  "Error Code: SlowDown",
                  "Please reduce your request rate",
                  "Error Code: RequestLimitExceeded",
                  "ServerBusy",
                  "429 Too Many Requests",
                  "Your project exceeded quota",
                  "rateLimitExceeded",
                  "remaining connection slots are reserved",
                  "sorry, too many clients already"),
          MessageRule.of(CONNECTION, TRANSPORT)
              .text(
                  "Communications link failure",
                  "Can't connect to MySQL server",
                  "The Network Adapter could not establish the connection",
                  "The TCP/IP connection to the host ",
                  "The connection attempt failed.",
                  "refused. Check that the hostname and port are correct"),
          // its machine answers, and nobody listens at the port of the shuffle service
          MessageRule.of(SHUFFLE_SERVICE, DETAIL)
              .text("Connection refused: ")
              .pattern("^Connection refused: \\S{1,300}" + ShuffleMessages.SERVICE_PORT + "$"),
          // the API server's own call to a service of the cluster, which it lets fail the request
          MessageRule.of(CONNECTION, CAUSE).text("failed calling webhook "),
          MessageRule.of(CONNECTION, TRANSPORT)
              .text(
                  "Failed to connect to ",
                  "Connection refused",
                  "Connection reset",
                  "Connection timed out",
                  "Broken pipe",
                  "Network is unreachable",
                  "No route to host",
                  "All masters are unresponsive")
              .pattern(
                  "(?:^|: )(?:Failed to connect to (?!external shuffle )\\S{1,300}|Connection"
                      + " (?:refused|reset|timed out)|Broken pipe|Network is unreachable|No route"
                      + " to host)|All masters are unresponsive"),
          MessageRule.of(CONNECTION, TRANSPORT)
              .text("Connection from ", "when connection from ", "Connecting to ")
              .pattern(
                  "Connection from \\S{1,300} closed|requests outstanding when connection from"
                      + "|Connecting to \\S{1,300} failed in the last"));

  private NetworkMessages() {}
}
