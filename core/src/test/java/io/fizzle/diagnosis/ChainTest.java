package io.fizzle.diagnosis;

import static io.fizzle.cases.Signals.aborted;
import static io.fizzle.cases.Signals.added;
import static io.fizzle.cases.Signals.application;
import static io.fizzle.cases.Signals.driverFailed;
import static io.fizzle.cases.Signals.exit;
import static io.fizzle.cases.Signals.heapSpace;
import static io.fizzle.cases.Signals.removed;
import static io.fizzle.cases.Signals.taskFailed;
import static io.fizzle.cases.Signals.taskLost;
import static io.fizzle.cases.Signals.thrown;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.application.Application;
import io.fizzle.incident.Incidents;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.Signal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first cause, not the last message. */
class ChainTest {
  private static final Failure FETCH_FAILED =
      Failure.of(FailureKind.FETCH_FAILED, "FetchFailedException", "");
  private static final Failure OUTPUT_MISSING =
      Failure.of(FailureKind.SHUFFLE_OUTPUT_MISSING, "MetadataFetchFailedException", "");
  private static final Failure REJECTED =
      Failure.of(FailureKind.REJECTED_BY_DYING_EXECUTOR, "RejectedExecutionException", "");

  private static Map<String, String> roots(Signal... signals) {
    Application application = application(signals);
    return Chain.roots(application, Incidents.find(application));
  }

  @Test
  void aGivenUpStageFollowsFromTheExecutorThatItsTaskKilled() {
    assertThat(
            roots(
                added("1", 5),
                taskFailed(0, 3, 0, "1", 20, heapSpace()),
                removed("1", 21, exit(52)),
                aborted(0, 3, 60, heapSpace())))
        .containsExactly(Map.entry("stage-0-given-up", "executor-1-lost"));
  }

  @Test
  void aRejectedRetryDoesNotHideTheErrorBeforeIt() {
    assertThat(
            roots(
                added("1", 5),
                taskFailed(0, 3, 0, "1", 20, heapSpace()),
                taskFailed(0, 3, 1, "1", 20.5, REJECTED),
                removed("1", 21, exit(52)),
                aborted(0, 3, 22, REJECTED)))
        .containsExactly(Map.entry("stage-0-given-up", "executor-1-lost"));
  }

  @Test
  void aFailedFetchFollowsFromTheLossOfItsServer() {
    assertThat(
            roots(
                added("1", 5),
                added("2", 5),
                taskLost(1, 7, 0, "2", 20, exit(137)),
                removed("2", 20, exit(137)),
                taskFailed(1, 3, 0, "1", 22, FETCH_FAILED, "2", null)))
        .containsExactly(Map.entry("tasks-failed-1", "executor-2-lost"));
  }

  @Test
  void aFetchThatFailedBeforeTheLossDoesNotFollowFromIt() {
    assertThat(
            roots(
                added("1", 5),
                added("2", 5),
                taskFailed(1, 3, 0, "1", 12, FETCH_FAILED, "2", null),
                removed("2", 90, exit(137))))
        .isEmpty();
  }

  /** YARN's driver asks the application master, Kubernetes' waits for its next look at the pods. */
  @Test
  void aReaderSeesTheClosedConnectionBeforeTheDriverHearsOfTheEnd() {
    assertThat(
            roots(
                added("1", 5),
                added("2", 5),
                taskFailed(1, 3, 0, "1", 12, FETCH_FAILED, "2", null),
                removed("2", 42, exit(137))))
        .containsExactly(Map.entry("tasks-failed-1", "executor-2-lost"));
  }

  @Test
  void aReaderWaitsInVainBeforeTheDriverMissesHeartbeats() {
    Failure quiet =
        Failure.of(
            FailureKind.PEER_STALLED,
            "java.io.IOException",
            "Connection to node-2:31007 has been quiet for 120000 ms while there are outstanding"
                + " requests");

    assertThat(
            roots(
                added("1", 5),
                added("2", 5),
                taskFailed(1, 3, 0, "1", 130, quiet, "2", null),
                removed("2", 120, exit(137))))
        .containsExactly(Map.entry("tasks-failed-1", "executor-2-lost"));
  }

  /** The driver holds every piece: no executor takes one away. */
  @Test
  void aPieceOfABroadcastIsNotLostWithAnExecutor() {
    Failure piece =
        Failure.of(
            FailureKind.FETCH_FAILED,
            "org.apache.spark.SparkException",
            "Failed to get broadcast_7_piece0 of broadcast_7");

    assertThat(
            roots(
                added("1", 5),
                added("2", 5),
                removed("2", 20, exit(137)),
                taskFailed(1, 3, 0, "1", 22, piece)))
        .isEmpty();
  }

  @Test
  void missingOutputFollowsFromTheLastLoss() {
    assertThat(
            roots(
                added("1", 5),
                added("2", 5),
                added("3", 5),
                removed("2", 20, exit(52)),
                removed("3", 300, exit(137)),
                taskFailed(1, 3, 0, "1", 310, OUTPUT_MISSING)))
        .containsExactly(Map.entry("tasks-failed-1", "executor-3-lost"));
  }

  @Test
  void aFetchFromALivingExecutorHasNoRootElsewhere() {
    assertThat(
            roots(
                added("1", 5),
                added("2", 5),
                added("3", 5),
                removed("3", 10, exit(137)),
                taskFailed(1, 3, 0, "1", 22, FETCH_FAILED, "2", null)))
        .isEmpty();
  }

  @Test
  void chainsEndAtTheirFirstCause() {
    assertThat(
            roots(
                added("1", 5),
                added("2", 5),
                removed("2", 20, exit(52)),
                taskFailed(1, 3, 0, "1", 22, FETCH_FAILED, "2", null),
                aborted(1, -1, 60, FETCH_FAILED)))
        .containsEntry("tasks-failed-1", "executor-2-lost")
        .containsEntry("stage-1-given-up", "executor-2-lost");
  }

  @Test
  void aStageGivenUpForALimitIsItsOwnCause() {
    Failure limit = Failure.of(FailureKind.RESULT_SIZE, "SparkException", "too big");

    assertThat(
            roots(
                added("1", 5),
                removed("1", 20, exit(137)),
                taskLost(0, 4, 0, "1", 20, exit(137)),
                aborted(0, -1, 60, limit)))
        .doesNotContainKey("stage-0-given-up");
  }

  @Test
  void anExecutorThatDiedOfSomethingElseIsNotTheRootOfABug() {
    assertThat(
            roots(
                added("1", 5),
                added("2", 5),
                removed("1", 20, exit(137)),
                taskFailed(0, 3, 0, "2", 30, thrown("no price")),
                taskFailed(0, 3, 1, "2", 31, thrown("no price")),
                aborted(0, 3, 32, thrown("no price"))))
        .containsExactly(Map.entry("stage-0-given-up", "tasks-failed-1"));
  }

  @Test
  void theExceptionThatEndsTheMainProgramRepeatsTheJobs() {
    assertThat(
            roots(
                added("1", 5),
                taskFailed(0, 3, 0, "1", 30, thrown("no price")),
                aborted(0, 3, 32, thrown("no price")),
                driverFailed(33, thrown("Job aborted due to stage failure"))))
        .containsExactly(Map.entry("stage-0-given-up", "tasks-failed-1"));
  }
}
