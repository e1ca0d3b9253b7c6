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
  private static final Pattern FILE = Pattern.compile("(?:^|[\\s'\"(:])(/[^\\s'\":,()]{1,300})");

  private static final Pattern RULE =
      Pattern.compile(
          "is forbidden: User \"([\\w:.@-]{1,253})\" cannot ([a-z]{1,30}) resource"
              + " \"([a-z/]{1,100})\" in API group \"[\\w./-]{0,253}\""
              + "(?: in the namespace \"([a-z0-9-]{1,63})\")?");

  private static final Pattern ACCOUNT =
      Pattern.compile("system:serviceaccount:([a-z0-9-]{1,63}):([a-z0-9.-]{1,253})");

  private static final Pattern PLAIN = Pattern.compile("[\\w./:@=+%][\\w./:@=+%-]{0,300}");

  /** Who refused. */
  enum Keeper {
    S3,
    AZURE,
    GOOGLE,
    KUBERNETES,
    YARN_QUEUE,
    DATABASE,
    KERBEROS,
    LOCAL_FILE,
    UNKNOWN
  }

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
            command(keeper, resource),
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
    if (holds(message, " is forbidden: User ")) {
      return Keeper.KUBERNETES;
    }
    if (holds(message, "cannot submit applications to queue")) {
      return Keeper.YARN_QUEUE;
    }
    if (holds(message, "Access denied for user ", "password authentication failed")) {
      return Keeper.DATABASE;
    }
    if (holds(type, "S3Exception", "AmazonServiceException", "AWSGlueException")
        || holds(message, "Amazon S3", "Service: S3", "Error Code: ", "AWS")) {
      return Keeper.S3;
    }
    if (holds(message, "AuthorizationPermissionMismatch", "AuthorizationFailure", "Azure")) {
      return Keeper.AZURE;
    }
    if (holds(message, "storage.objects.", "storage.buckets.", "googleapis")) {
      return Keeper.GOOGLE;
    }
    if (holds(
            type,
            "AccessControlException",
            "AuthorizationException",
            "HiveAccessControlException",
            "KerberosAuthException",
            "LoginException",
            "InvalidToken",
            "SaslException",
            "GSSException")
        || holds(message, "GSS initiate failed", "Kerberos", "inode=", "impersonate")) {
      return Keeper.KERBEROS;
    }
    return FILE.matcher(message).find() ? Keeper.LOCAL_FILE : Keeper.UNKNOWN;
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

  private static boolean holds(String text, String... words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static String resource(Keeper keeper, String message) {
    Matcher address = ADDRESS.matcher(message);
    while (address.find()) {
      if (byScheme(address.group(1)) == keeper) {
        return address.group();
      }
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
      case KUBERNETES ->
          "kubectl auth can-i --list -n NAMESPACE"
              + " --as=system:serviceaccount:NAMESPACE:SERVICEACCOUNT";
      case YARN_QUEUE -> "yarn queue -status QUEUE; mapred queue -showacls";
      case KERBEROS -> "klist; hadoop fs -ls -d " + plain(resource, "PATH");
      case LOCAL_FILE -> "id; ls -ld " + plain(resource, "PATH");
      case DATABASE, UNKNOWN -> null;
    };
  }

  private static String bucket(String address) {
    Matcher bucket = ADDRESS.matcher(address);
    return bucket.matches() ? plain(bucket.group(2).split("/", 2)[0], "BUCKET") : "BUCKET";
  }

  /** Logs are hostile: what a shell could take for more than a name stays out of a command. */
  private static String plain(String name, String placeholder) {
    return PLAIN.matcher(name).matches() ? name : placeholder;
  }

  private static String why(SparkConf conf, Keeper keeper) {
    return switch (keeper) {
      case S3 -> {
        String pods =
            conf.manager() == ClusterManager.KUBERNETES
                    && conf.exists("spark.kubernetes.authenticate.executor.serviceAccountName")
                ? " In pods the role comes with the service account"
                    + " (spark.kubernetes.authenticate.driver.serviceAccountName, and"
                    + " ...executor.serviceAccountName for the executors)."
                : "";
        yield "S3 knows keys and roles, no Kerberos ticket. 403 also stands for a key that expired,"
            + " a wrong signature or clock, a key of KMS, and for an object that does not exist"
            + " where s3:ListBucket is missing."
            + pods;
      }
      case AZURE ->
          "AuthorizationPermissionMismatch is a missing data role such as Storage Blob Data"
              + " Contributor: Owner or Contributor do not read data. AuthorizationFailure is often"
              + " the firewall of the storage account.";
      case GOOGLE ->
          "The service account of driver and executors lacks the permission that the message"
              + " names.";
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
}
