package io.fizzle.read.message;

import static io.fizzle.read.message.Measure.elapsedMillis;
import static io.fizzle.read.message.Specificity.CAUSE;
import static io.fizzle.read.message.Specificity.DETAIL;
import static io.fizzle.read.message.Specificity.SUBSYSTEM;
import static io.fizzle.read.message.Specificity.SURFACE;
import static io.fizzle.read.message.Specificity.TRANSPORT;
import static io.fizzle.signal.FailureKind.BLOCK_CORRUPT;
import static io.fizzle.signal.FailureKind.BLOCK_CORRUPT_ON_DISK;
import static io.fizzle.signal.FailureKind.BLOCK_CORRUPT_ON_WAY;
import static io.fizzle.signal.FailureKind.CONNECTION;
import static io.fizzle.signal.FailureKind.DATA_CORRUPT;
import static io.fizzle.signal.FailureKind.FETCH_FAILED;
import static io.fizzle.signal.FailureKind.INVALID_CONFIGURATION;
import static io.fizzle.signal.FailureKind.PEER_QUIET;
import static io.fizzle.signal.FailureKind.PEER_STALLED;
import static io.fizzle.signal.FailureKind.REMOTE_SHUFFLE_DATA;
import static io.fizzle.signal.FailureKind.REMOTE_SHUFFLE_FETCH;
import static io.fizzle.signal.FailureKind.REMOTE_SHUFFLE_SERVICE;
import static io.fizzle.signal.FailureKind.RPC_TIMEOUT;
import static io.fizzle.signal.FailureKind.SECRET_MISMATCH;
import static io.fizzle.signal.FailureKind.SHUFFLE_FILE_MISSING;
import static io.fizzle.signal.FailureKind.SHUFFLE_OUTPUT_MISSING;
import static io.fizzle.signal.FailureKind.SHUFFLE_SERVICE;

import java.util.List;
import java.util.stream.Stream;

/**
 * Fetching shuffle data and other blocks. Texts: {@code TaskEndReason}, {@code MapOutputTracker},
 * {@code ShuffleBlockFetcherIterator}, {@code TorrentBroadcast}, {@code TransportChannelHandler},
 * {@code TransportClientFactory}, {@code ExternalShuffleBlockResolver}, {@code
 * BlockManager.registerWithExternalShuffleServer} and, for corrupt blocks, {@code
 * ShuffleBlockFetcherIterator.diagnoseCorruption} with {@code checksum.Cause} of Spark 1.6 to 4.2;
 * LZ4 and Snappy streams; the clients of Celeborn ({@code ShuffleClientImpl}, {@code SparkUtils})
 * and Uniffle ({@code ShuffleReadClientImpl}, {@code ShuffleWriteClientImpl}, {@code
 * RssShuffleWriter}, {@code RssSparkShuffleUtils}).
 */
final class ShuffleMessages {
  /**
   * Names that only Spark's own block files and folders carry ({@code BlockId}, {@code
   * DiskBlockManager}).
   */
  static final String BLOCK_FILE =
      "(?:shuffle_\\d{1,9}_\\d{1,19}_|temp_shuffle_|temp_local_|/blockmgr-|/spark-local-\\d)";

  /** {@code spark.shuffle.service.port} by default, all versions. */
  static final String SERVICE_PORT = ":7337";

  private static final String QUIET =
      "has been quiet for (\\d{1,15}) ms while there are outstanding requests";

  private static final String CONNECT = "Connecting to \\S{1,300} timed out \\((\\d{1,15}) ms\\)";

  /** What an executor says whose shuffle service did not take its registration. */
  private static final String REGISTRATION = "Unable to register with external shuffle server";

  private static final List<MessageRule> FETCHES =
      List.of(
          MessageRule.of(FETCH_FAILED, SURFACE).type("FetchFailedException"),
          // the exception that it carries tells more, and where that is missing more than a refusal
          MessageRule.of(FETCH_FAILED, TRANSPORT)
              .text("FetchFailed(")
              .pattern("^FetchFailed\\(BlockManagerId\\("),
          MessageRule.of(FETCH_FAILED, SURFACE)
              .text(
                  "has failed the maximum allowable number of times",
                  "has exceeded the maximum allowable total stage attempts"),
          MessageRule.of(FETCH_FAILED, SURFACE)
              .text("Failed to get broadcast_")
              .pattern("Failed to get broadcast_\\d{1,9}_piece\\d{1,9} of broadcast_"),
          MessageRule.of(FETCH_FAILED, SURFACE)
              .type("BlockFetchException", "ExecutorDeadException", "BlockNotFoundException"),
          MessageRule.of(FETCH_FAILED, SURFACE).text("Exception while beginning fetch of"),
          MessageRule.of(SHUFFLE_OUTPUT_MISSING, SUBSYSTEM).type("MetadataFetchFailedException"),
          MessageRule.of(SHUFFLE_OUTPUT_MISSING, SUBSYSTEM)
              .text("Missing an output location for shuffle", "Missing all output locations"),
          MessageRule.of(SHUFFLE_OUTPUT_MISSING, SUBSYSTEM)
              .text("FetchFailed(null")
              .pattern("^FetchFailed\\(null,"),
          MessageRule.of(SHUFFLE_FILE_MISSING, DETAIL)
              .type("FileNotFoundException", "NoSuchFileException")
              .pattern("^" + DiskMessages.NO_LIMIT_NAMED + "[^\\n]{0,1000}" + BLOCK_FILE),
          MessageRule.of(SHUFFLE_FILE_MISSING, DETAIL)
              .text("Failed to open file: ")
              .pattern("Failed to open file: [^\\n]{0,500}" + BLOCK_FILE));

  private static final List<MessageRule> SERVICES =
      List.of(
          // a service that answers, and not with yes, is there
          MessageRule.of(SECRET_MISMATCH, CAUSE)
              .text(REGISTRATION)
              .pattern(SecretMessages.REFUSED_SECRET),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .text(REGISTRATION)
              .pattern(SecretMessages.ONE_SIDE_ONLY + "|Unsupported shuffle manager of executor: "),
          MessageRule.of(PEER_QUIET, CAUSE)
              .text(REGISTRATION)
              .pattern("TimeoutException|Timeout waiting for task\\."),
          MessageRule.of(SHUFFLE_SERVICE, DETAIL)
              .text(
                  "Executor is not registered (appId=",
                  REGISTRATION,
                  "Failed to connect to external shuffle server"),
          MessageRule.of(REMOTE_SHUFFLE_SERVICE, DETAIL)
              .text(
                  "Register shuffle failed for shuffle",
                  "No available replacement server for: ",
                  "There isn't enough shuffle servers",
                  " blocks can't be sent to shuffle server"),
          MessageRule.of(REMOTE_SHUFFLE_SERVICE, SUBSYSTEM)
              .type("RssException")
              .text("registerShuffle failed"),
          MessageRule.of(REMOTE_SHUFFLE_SERVICE, SUBSYSTEM)
              .type("RssSendFailedException", "RssWaitFailedException"),
          MessageRule.of(REMOTE_SHUFFLE_DATA, DETAIL)
              .text("Blocks read inconsistent: expected ", "Shuffle data lost for shuffle "),
          MessageRule.of(REMOTE_SHUFFLE_FETCH, SUBSYSTEM)
              .text("Celeborn FetchFailure ")
              .pattern("^Celeborn FetchFailure (?:appShuffleId|with shuffle id)"),
          MessageRule.of(REMOTE_SHUFFLE_FETCH, SUBSYSTEM).type("RssFetchFailedException"));

  private static final List<MessageRule> SILENCES =
      List.of(
          MessageRule.of(PEER_QUIET, DETAIL)
              .text(SERVICE_PORT + " has been quiet for")
              .pattern(QUIET, elapsedMillis(1)),
          MessageRule.of(PEER_STALLED, DETAIL)
              .text("has been quiet for")
              .pattern(QUIET, elapsedMillis(1)),
          // TransportClientFactory serves calls between drivers and masters too: it is about data
          // where the service's port, a fetch or the caller says so
          MessageRule.of(PEER_QUIET, DETAIL)
              .text(SERVICE_PORT + " timed out (")
              .pattern(CONNECT, elapsedMillis(1)),
          MessageRule.of(PEER_QUIET, DETAIL)
              .type("FetchFailedException")
              .text("Connecting to ")
              .pattern(CONNECT, elapsedMillis(1)),
          MessageRule.of(PEER_QUIET, DETAIL)
              .text("Connecting to ")
              .pattern(CONNECT, elapsedMillis(1))
              .frame("network.netty.NettyBlockTransferService"),
          MessageRule.of(PEER_QUIET, DETAIL)
              .text("Connecting to ")
              .pattern(CONNECT, elapsedMillis(1))
              .frame("network.shuffle."),
          MessageRule.of(CONNECTION, TRANSPORT).text("Connecting to ").pattern(CONNECT),
          // TransportClient.sendRpcSync, with the words of Guava before and since 22
          MessageRule.of(PEER_QUIET, DETAIL)
              .type("TimeoutException")
              .text("Timeout waiting for task.", "Waited ")
              .frame("apache.spark.network."),
          MessageRule.of(PEER_QUIET, DETAIL)
              .type("TimeoutException")
              .text("Timeout waiting for task.", "Waited ")
              .within("FetchFailedException"),
          // the same future in a call of anybody's
          MessageRule.of(RPC_TIMEOUT, TRANSPORT)
              .type("TimeoutException")
              .text("Timeout waiting for task."));

  private static final List<MessageRule> CORRUPTIONS =
      List.of(
          MessageRule.of(BLOCK_CORRUPT_ON_DISK, CAUSE)
              .text(" is corrupted due to DISK_ISSUE")
              .pattern("^Block \\S{1,100} is corrupted due to DISK_ISSUE"),
          MessageRule.of(BLOCK_CORRUPT_ON_WAY, CAUSE)
              .text(" is corrupted due to NETWORK_ISSUE")
              .pattern("^Block \\S{1,100} is corrupted due to NETWORK_ISSUE"),
          // a reader of files uses the same library
          MessageRule.of(DATA_CORRUPT, DETAIL)
              .text("FAILED_TO_UNCOMPRESS(")
              .frame("org.apache.parquet."),
          MessageRule.of(BLOCK_CORRUPT, DETAIL)
              .text("is corrupted", "FAILED_TO_UNCOMPRESS(")
              .pattern(
                  "Stream is corrupted|FAILED_TO_UNCOMPRESS\\("
                      + "|Block(?:Chunk|Batch)? \\S{1,100} is corrupted (?:but|due to)"),
          MessageRule.of(BLOCK_CORRUPT, DETAIL).text("Decompression error: Corrupted block"),
          MessageRule.of(BLOCK_CORRUPT, DETAIL)
              .text("corrupt remote block broadcast_")
              .pattern("corrupt remote block broadcast_\\d{1,9}_piece\\d{1,9} of broadcast_"),
          MessageRule.of(BLOCK_CORRUPT, DETAIL).text("Received a zero-size buffer for block "));

  static final List<MessageRule> RULES =
      Stream.of(FETCHES, SERVICES, SecretMessages.RULES, SILENCES, CORRUPTIONS)
          .flatMap(List::stream)
          .toList();

  private ShuffleMessages() {}
}
