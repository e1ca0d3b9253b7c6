package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Remedies for a refused read, write or call, by who refused it: each has its own identities and
 * its own command that shows them.
 */
public final class AccessRemedies {
  private static final Pattern ADDRESS =
      Pattern.compile("\\b([a-z][a-z0-9]{1,10})://([^\\s,;:'\"()\\[\\]]{1,300})");
  private static final Pattern INODE = Pattern.compile("inode=\"?(/[^\\s\":,]{1,300})");
  private static final Pattern FILE =
      Pattern.compile("(?:^|[\\s'\"(:])(/(?!/)[^\\s'\":,()]{1,300})");

  /** The JSON API of Google's storage, as its client prints the request. */
  private static final Pattern GOOGLE_BUCKET =
      Pattern.compile("googleapis\\.com/[\\w/]{0,40}/b/([a-z0-9][\\w.-]{1,220})(?:/|\\?|$)");

  private static final Pattern TOPIC = Pattern.compile("topics: \\[([\\w.-]{1,249})[,\\]]");

  private static final Pattern RULE =
      Pattern.compile(
          "is forbidden: User \"([\\w:.@-]{1,253})\" cannot ([a-z]{1,30}) resource"
              + " \"([a-z/]{1,100})\" in API group \"[\\w./-]{0,253}\""
              + "(?: in the namespace \"([a-z0-9-]{1,63})\")?");

  private static final Pattern ACCOUNT =
      Pattern.compile("system:serviceaccount:([a-z0-9-]{1,63}):([a-z0-9.-]{1,253})");

  /** Who refused. */
  enum Keeper {
    S3,
    AZURE,
    GOOGLE,
    BIGQUERY,
    LAKE_FORMATION,
    KAFKA,
    KUBERNETES,
    YARN_QUEUE,
    DATABASE,
    KERBEROS,
    LOCAL_FILE,
    UNKNOWN
  }

  /** What gives a keeper away where no address does: parts of the class name, or words. */
  private record Sign(Keeper keeper, List<String> types, List<String> words) {}

  /** In the order in which they decide. */
  private static final List<Sign> SIGNS =
      List.of(
          new Sign(Keeper.KUBERNETES, List.of(), List.of(" is forbidden: User ")),
          new Sign(Keeper.YARN_QUEUE, List.of(), List.of("cannot submit applications to queue")),
          new Sign(
              Keeper.KAFKA,
              List.of("TopicAuthorizationException", "GroupAuthorizationException"),
              List.of("Not authorized to access topics", "Not authorized to access group")),
          new Sign(Keeper.LAKE_FORMATION, List.of(), List.of("Lake Formation")),
          new Sign(Keeper.BIGQUERY, List.of("BigQuery"), List.of("bigquery.")),
          new Sign(
              Keeper.DATABASE,
              List.of("SQLServerException", "PSQLException", "SQLInvalidAuthorization"),
              List.of(
                  "Access denied for user ",
                  "password authentication failed",
                  "Login failed for user ",
                  "ORA-01017",
                  "ORA-01031")),
          new Sign(
              Keeper.S3,
              List.of("S3Exception", "AmazonServiceException", "AWSGlueException"),
              List.of("Amazon S3", "Service: S3", "Error Code: ", "AWS")),
          new Sign(
              Keeper.AZURE,
              List.of("azurebfs", "AbfsRest"),
              List.of(
                  "AuthorizationPermissionMismatch",
                  "AuthorizationFailure",
                  "Azure",
                  "AADSTS",
                  ".core.windows.net")),
          new Sign(
              Keeper.GOOGLE,
              List.of(),
              List.of("storage.objects.", "storage.buckets.", "googleapis")),
          new Sign(
              Keeper.KERBEROS,
              List.of(
                  "AccessControlException",
                  "AuthorizationException",
                  "HiveAccessControlException",
                  "KerberosAuthException",
                  "LoginException",
                  "InvalidToken",
                  "SaslException",
                  "GSSException"),
              List.of("GSS initiate failed", "Kerberos", "inode=", "impersonate")));

  private AccessRemedies() {}

  /**
   * For a refused read, write or connection.
   *
   * @param type class of the exception, empty where not told
   * @param message its message
   */
  public static List<Remedy> accessDenied(SparkConf conf, String type, String message) {
    Keeper keeper = keeper(type, message);
    Matcher rule = RULE.matcher(message);
    if (keeper == Keeper.KUBERNETES && rule.find()) {
      return List.of(role(conf, rule));
    }
    String resource = resource(keeper, message);
    return List.of(
        new OperatorAction(
            "Grant the application's identity the right to "
                + (resource.isEmpty() ? "what the message names" : resource)
                + ", or renew its credentials",
            keeper == Keeper.KAFKA ? kafkaAcls(message) : command(keeper, resource),
            why(conf, keeper),
            Risk.medium("needs the owner of the data"),
            "the same call passes, made with the identity of the executors"));
  }

  /** The API server names who may not do what, and where. */
  private static Remedy role(SparkConf conf, Matcher rule) {
    String user = rule.group(1);
    String what = rule.group(2) + " " + rule.group(3);
    String namespace = rule.group(4) == null ? "NAMESPACE" : rule.group(4);
    Matcher account = ACCOUNT.matcher(user);
    boolean isAccount = account.matches();
    String binding =
        isAccount
            ? "; kubectl create rolebinding spark --clusterrole=edit --serviceaccount="
                + account.group(1)
                + ":"
                + account.group(2)
                + " -n "
                + namespace
            : "";
    return new OperatorAction(
        "Let "
            + (isAccount
                ? "the service account " + account.group(2) + " of " + account.group(1)
                : user)
            + " "
            + what
            + (rule.group(4) == null ? "" : " in the namespace " + namespace)
            + ", or name an account that may in"
            + " spark.kubernetes.authenticate.driver.serviceAccountName",
        "kubectl auth can-i " + what + " -n " + namespace + " --as=" + user + binding,
        why(conf, Keeper.KUBERNETES),
        Risk.medium(
            "the role edit may change more than Spark needs: a role of its own is narrower"),
        "kubectl auth can-i answers yes");
  }

  static Keeper keeper(String type, String message) {
    Matcher address = ADDRESS.matcher(message);
    while (address.find()) {
      Keeper byScheme = byScheme(address.group(1));
      if (byScheme != Keeper.UNKNOWN) {
        return byScheme;
      }
    }
    return SIGNS.stream()
        .filter(sign -> holds(type, sign.types()) || holds(message, sign.words()))
        .map(Sign::keeper)
        .findFirst()
        .orElseGet(() -> FILE.matcher(message).find() ? Keeper.LOCAL_FILE : Keeper.UNKNOWN);
  }

  private static Keeper byScheme(String scheme) {
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "s3", "s3a", "s3n" -> Keeper.S3;
      case "abfs", "abfss", "wasb", "wasbs", "adl" -> Keeper.AZURE;
      case "gs" -> Keeper.GOOGLE;
      case "hdfs", "webhdfs", "viewfs", "thrift" -> Keeper.KERBEROS;
      case "file" -> Keeper.LOCAL_FILE;
      default -> Keeper.UNKNOWN;
    };
  }

  private static boolean holds(String text, List<String> words) {
    return words.stream().anyMatch(text::contains);
  }

  private static String resource(Keeper keeper, String message) {
    Matcher address = ADDRESS.matcher(message);
    while (address.find()) {
      if (byScheme(address.group(1)) == keeper) {
        return address.group();
      }
    }
    Matcher bucket = GOOGLE_BUCKET.matcher(message);
    if (keeper == Keeper.GOOGLE && bucket.find()) {
      return "gs://" + bucket.group(1);
    }
    Matcher file = (keeper == Keeper.KERBEROS ? INODE : FILE).matcher(message);
    boolean path = keeper == Keeper.KERBEROS || keeper == Keeper.LOCAL_FILE;
    return path && file.find() ? file.group(1) : "";
  }

  /** Shows which identity asked, and what it may do; null where nobody knows whom to ask. */
  private static @Nullable String command(Keeper keeper, String resource) {
    return switch (keeper) {
      case S3 ->
          "aws sts get-caller-identity; aws s3 ls s3://"
              + bucket(resource)
              + "/  # in the executors' environment, with their role";
      case AZURE -> "az role assignment list --assignee IDENTITY --all --output table";
      case GOOGLE -> "gcloud storage buckets get-iam-policy gs://" + bucket(resource);
      case BIGQUERY -> "gcloud projects get-iam-policy PROJECT";
      case LAKE_FORMATION ->
          "aws lakeformation list-permissions --principal DataLakePrincipalIdentifier=ROLE_ARN";
      case KAFKA -> kafkaAcls("");
      case KUBERNETES ->
          "kubectl auth can-i --list -n NAMESPACE"
              + " --as=system:serviceaccount:NAMESPACE:SERVICEACCOUNT";
      case YARN_QUEUE -> "yarn queue -status QUEUE; mapred queue -showacls";
      case KERBEROS -> "klist; hadoop fs -ls -d " + ShellWord.of(resource, "PATH");
      case LOCAL_FILE -> "id; ls -ld " + ShellWord.of(resource, "PATH");
      case DATABASE, UNKNOWN -> null;
    };
  }

  private static String kafkaAcls(String message) {
    Matcher topic = TOPIC.matcher(message);
    return "kafka-acls --bootstrap-server HOST:PORT --list --topic "
        + (topic.find() ? topic.group(1) : "TOPIC");
  }

  private static String bucket(String address) {
    Matcher bucket = ADDRESS.matcher(address);
    return bucket.matches() ? ShellWord.of(bucket.group(2).split("/", 2)[0], "BUCKET") : "BUCKET";
  }

  private static String why(SparkConf conf, Keeper keeper) {
    return switch (keeper) {
      case S3 -> ofStores(conf);
      case AZURE ->
          "AuthorizationPermissionMismatch is a missing data role such as Storage Blob Data"
              + " Contributor: Owner or Contributor do not read data. AuthorizationFailure is often"
              + " the firewall of the storage account. A request that \"failed to authenticate\""
              + " was signed with a wrong or replaced account key, or with a SAS that expired.";
      case GOOGLE ->
          "The service account of driver and executors lacks the permission that the message"
              + " names.";
      case BIGQUERY ->
          "BigQuery asks for a permission of the project for jobs (bigquery.jobs.create) and one of"
              + " the dataset for data, for the service account of driver and executors.";
      case LAKE_FORMATION ->
          "Lake Formation keeps rights of its own to databases and tables of Glue's catalogue,"
              + " beside those of IAM, for the role that runs the job.";
      case KAFKA ->
          "Kafka's brokers know the principal of the client's SASL or TLS login; a source needs"
              + " READ and DESCRIBE on the topic and READ on its group, a sink WRITE.";
      case KUBERNETES ->
          "The driver asks the API with its service account"
              + " (spark.kubernetes.authenticate.driver.serviceAccountName), which needs a role for"
              + " pods, services, config maps and persistent volume claims in the namespace.";
      case YARN_QUEUE -> "The queue's list of those who may submit does not have this user.";
      case DATABASE ->
          "The database refused the user of the JDBC options user and password, from the"
              + " executor's host.";
      case KERBEROS ->
          "The user has no right to the path, or its ticket or delegation token has expired: tokens"
              + " of long runs are renewed only with "
              + conf.nameOf("spark.kerberos.principal")
              + " and "
              + conf.nameOf("spark.kerberos.keytab")
              + ".";
      case LOCAL_FILE ->
          "A file of the machine is not open to the user who runs the process: executors of YARN or"
              + " in a container often run as another user than the shell.";
      case UNKNOWN ->
          "The request was refused: a missing right, or credentials that expired during a long"
              + " run.";
    };
  }

  private static String ofStores(SparkConf conf) {
    String pods =
        conf.manager() == ClusterManager.KUBERNETES
                && conf.exists("spark.kubernetes.authenticate.executor.serviceAccountName")
            ? " In pods the role comes with the service account"
                + " (spark.kubernetes.authenticate.driver.serviceAccountName, and"
                + " ...executor.serviceAccountName for the executors)."
            : "";
    return "S3 knows keys and roles, no Kerberos ticket. 403 also stands for a key that expired,"
        + " a wrong signature or clock, a key of KMS, and for an object that does not exist"
        + " where s3:ListBucket is missing."
        + pods;
  }
}
