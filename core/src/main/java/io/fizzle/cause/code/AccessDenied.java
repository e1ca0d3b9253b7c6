package io.fizzle.cause.code;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.AccessRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.SecretRemedies;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** Credentials or permissions do not allow the operation. */
public final class AccessDenied extends Cause {

  public AccessDenied() {
    super(
        "access-denied",
        "Access denied",
        "was denied access",
        Answer.NEITHER,
        FailureKind.ACCESS_DENIED,
        FailureKind.SECRET_MISMATCH);
  }

  @Override
  public Page page() {
    return new Page(
            "The user, role, ticket or token lacks the right, or it has expired.",
            "`AccessControlException`, `403 Forbidden`, `Permission denied`, or an error of"
                + " Kerberos or of a token.",
            "A path that does not exist (`data-missing`).",
            "`kinit` against a 403 of an object store.")
        .looksLike(
            "`AccessDenied`, `Permission denied`, `403 Forbidden`, Kerberos or token errors;"
                + " between Spark's own processes `SaslException: DIGEST-MD5` or `Authentication"
                + " failed`.")
        .fixedBy(
            "Give the identity that the processes really have the right that the message"
                + " names: executors may run as another user or role than the shell. S3, Azure and"
                + " Google know keys, roles and tokens: the role comes with the machine, the"
                + " service account or `fs.s3a.aws.credentials.provider`. HDFS and Hive know"
                + " Kerberos: `--principal` and `--keytab` for applications that outlive a ticket."
                + " Kubernetes: `spark.kubernetes.authenticate.driver.serviceAccountName`, with a"
                + " role that may create pods. Executors and their shuffle service prove who they"
                + " are with `spark.authenticate.secret`, on YARN with a secret of each"
                + " application: it must be the same on both sides.")
        .refutedBy(
            "these stores never see a Kerberos ticket (Hadoop, hadoop-aws, Authenticating"
                + " with S3); a 403 there also stands for an object that does not exist, where"
                + " listing is not allowed (Amazon S3, GetObject, Permissions).");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return kind == FailureKind.SECRET_MISMATCH ? Strength.STRONG : super.strength(kind);
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    Failure failure = Measures.failure(incident);
    if (failure.kind() == FailureKind.SECRET_MISMATCH) {
      return SecretRemedies.mismatch(Measures.conf(application));
    }
    return AccessRemedies.accessDenied(
        Measures.conf(application), failure.type(), failure.message());
  }
}
