package io.fizzle.read.message;

import static io.fizzle.read.message.Measure.sizes;
import static io.fizzle.read.message.Specificity.CAUSE;
import static io.fizzle.signal.FailureKind.COMMAND_MISSING;
import static io.fizzle.signal.FailureKind.CONTEXT_MISSING;
import static io.fizzle.signal.FailureKind.CONTEXT_NEVER_MADE;
import static io.fizzle.signal.FailureKind.INVALID_CONFIGURATION;

import java.util.List;

/**
 * Settings that Spark or the JVM refuses at start, and commands that a machine lacks. Texts: {@code
 * SparkConf.validateSettings}, {@code UnifiedMemoryManager}, {@code ConfigEntry}, {@code
 * CoarseGrainedExecutorBackend}, {@code SparkContext} of Spark 1.6 to 4.2; the java launcher;
 * {@code ProcessBuilder}; POSIX shells and runc (exit status 127); the Kubernetes API's validation
 * of pods ({@code apimachinery field.Error}) and its admission: the quota's, which wants pods to
 * name what it counts, pod security, limit ranges, service accounts, policies and webhooks of the
 * cluster, OpenShift's security context constraints.
 */
final class ConfigurationMessages {
  /** The words with which admission refuses a pod for what its description says or lacks. */
  static final String DENIED =
      "violates PodSecurity|admission webhook \"[^\"\\n]{1,253}\" denied the request"
          + "|ValidatingAdmissionPolicy '[^'\\n]{1,253}' [^\\n]{0,300}denied request"
          + "|(?:maximum|minimum) [\\w./-]{1,80} usage per (?:Container|Pod) is "
          + "|max limit to request ratio per (?:Container|Pod) is "
          + "|unable to validate against any (?:security context constraint|pod security policy)"
          + "|error looking up service account ";

  static final List<MessageRule> RULES =
      List.of(
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .condition(
                  "INVALID_SPARK_CONFIG",
                  "INVALID_KRYO_SERIALIZER_BUFFER_SIZE",
                  "CANNOT_MODIFY_CONFIG",
                  "CANNOT_MODIFY_STATIC_CONFIG",
                  "INVALID_CONF_VALUE"),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .text("ystem memory ", "xecutor memory ")
              .pattern(
                  "(?:System|Executor) memory (\\d{1,19}) must be at least (\\d{1,19})",
                  sizes(1, 2)),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .text("Netty direct memory should at least be bigger than")
              .pattern("but got (\\d{1,19}) bytes < (\\d{1,19})", sizes(1, 2)),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .text("requirement failed: ")
              .pattern("^requirement failed: (?:The value of )?spark\\."),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .pattern(
                  "^(?:\"?spark\\.[\\w.]{1,120}\"?|The value of spark\\.[\\w.]{1,120}\\S{0,40}) "
                      + "(?:must be|should be|is not allowed to|can only be|has to be|is invalid)")
              .text(
                  "must be",
                  "should be",
                  "is not allowed to",
                  "can only be",
                  "has to be",
                  "is invalid"),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .text(
                  "is not allowed to specify max heap memory settings",
                  "is not allowed to set Spark options",
                  "Illegal value for config key",
                  "A master URL must be set in your configuration",
                  "Could not parse Master URL",
                  "Dynamic allocation of executors requires one of the following conditions",
                  "Dynamic allocation of executors requires the external shuffle service",
                  "HADOOP_CONF_DIR or YARN_CONF_DIR must be set",
                  "Cannot modify the value of a",
                  "submitted by user to unknown queue"),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .text("must be specified as ")
              .pattern(
                  "(?:Size|Time|Fractional values are not supported)[^\\n"
                      + "]{0,100} must be specified as "),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .text("unknown queue")
              .pattern("to unknown queue: \\S"),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .text(
                  "Unrecognized VM option",
                  "Unrecognized option: ",
                  "Invalid maximum heap size",
                  "Invalid initial heap size",
                  "Initial heap size set to a larger value",
                  "Conflicting collector combinations")
              .pattern(
                  "^(?:Unrecognized (?:VM )?option|Invalid (?:maximum|initial) heap size"
                      + "|Initial heap size set|Conflicting collector)"),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .text(" is forbidden: failed quota: ")
              .pattern(" is forbidden: failed quota: \\S{1,253}: must specify "),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .text(
                  "violates PodSecurity",
                  "denied the request",
                  "denied request",
                  " usage per ",
                  " ratio per ",
                  "unable to validate against any ",
                  "error looking up service account ")
              .pattern(DENIED),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .text(" is invalid: ")
              .pattern("\\b[Pp]od \"[^\"\\n]{1,253}\" is invalid: (?:spec|metadata)[.\\[]"),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .type("FileNotFoundException")
              .frame("org.apache.spark.scheduler.EventLog"),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .type("FileNotFoundException")
              .frame("org.apache.spark.deploy.history.EventLog"),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .text("hive.exec.max.dynamic.partitions")
              .pattern("set hive\\.[\\w.]{1,80} to at least \\d"),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .text(
                  "The bucket is in this region: ",
                  "The authorization header is malformed; the region "),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE).text("invalid null input: name"),
          // a setting of Hadoop that is no number, or no number to the older of two Hadoops
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .type("NumberFormatException")
              .frame("org.apache.hadoop.conf.Configuration.get"),
          // Utils.startServiceOnPort of Spark 1.0 to 4.2
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .text(" retries (", " retries! Consider")
              .pattern("Service(?: '[^'\\n]{1,100}')? failed after \\d{1,6} retries\\b"),
          // ApplicationMaster.runDriver of Spark 1.2 to 4.2
          MessageRule.of(CONTEXT_NEVER_MADE, CAUSE).text("User did not initialize spark context!"),
          MessageRule.of(CONTEXT_MISSING, CAUSE)
              .text(
                  "SparkContext did not initialize after waiting for",
                  "Timed out waiting for SparkContext."),
          MessageRule.of(COMMAND_MISSING, CAUSE)
              .text("Cannot run program ")
              .pattern("^Cannot run program [^\\n]{0,1000}error=2\\b"),
          MessageRule.of(COMMAND_MISSING, CAUSE)
              .text(
                  "command not found",
                  "executable file not found in $PATH",
                  "exec format error",
                  "JAVA_HOME is not set"),
          MessageRule.of(COMMAND_MISSING, CAUSE)
              .text("sh: ")
              .pattern(
                  "(?:(?:^|/|\\s)(?:ba|da)?sh: [^\\n]{0,300}"
                      + "|\\.sh: (?:line )?\\d{1,6}: [^\\n]{0,300}/bin/[^\\n]{1,80}): "
                      + "(?:No such file or directory|not found)"),
          MessageRule.of(COMMAND_MISSING, CAUSE)
              .text("127")
              .pattern("(?:non-zero exit code|with exitCode:|with exit code) 127\\b"));

  private ConfigurationMessages() {}
}
