package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.remedy.AccessRemedies.Keeper;
import io.fizzle.remedy.Remedy.OperatorAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRemediesTest {

  private static OperatorAction action(SparkConf conf, String type, String message) {
    return (OperatorAction) AccessRemedies.accessDenied(conf, type, message).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "S3 | java.nio.file.AccessDeniedException | s3a://bucket/key: getFileStatus on"
            + " s3a://bucket/key",
        "S3 | com.amazonaws.services.s3.model.AmazonS3Exception | Forbidden (Service: Amazon S3;"
            + " Status Code: 403)",
        "S3 | software.amazon.awssdk.services.s3.model.S3Exception | Access Denied (Service: S3,"
            + " Status Code: 403)",
        "AZURE | org.apache.hadoop.fs.azurebfs.contracts.exceptions.AbfsRestOperationException |"
            + " Operation failed: AuthorizationPermissionMismatch, 403, HEAD",
        "AZURE | java.nio.file.AccessDeniedException | Operation failed:"
            + " abfss://c@a.dfs.core.windows.net/x",
        "GOOGLE | java.io.IOException | batch@p.iam does not have storage.objects.get access",
        "AZURE | java.nio.file.AccessDeniedException | Operation failed: \"Server failed to"
            + " authenticate the request.\", 403, HEAD,"
            + " https://a.dfs.core.windows.net/raw?upn=false",
        "KAFKA | org.apache.kafka.common.errors.TopicAuthorizationException | Not authorized to"
            + " access topics: [orders]",
        "BIGQUERY | com.google.cloud.bigquery.BigQueryException | Access Denied: Project acme: User"
            + " does not have bigquery.jobs.create permission in project acme.",
        "LAKE_FORMATION | com.amazonaws.services.glue.model.AccessDeniedException | Insufficient"
            + " Lake Formation permission(s): Required Describe on orders (Service: AWSGlue)",
        "DATABASE | com.microsoft.sqlserver.jdbc.SQLServerException | Login failed for user 'etl'.",
        "DATABASE | java.sql.SQLException | ORA-01017: invalid username/password; logon denied",
        "KUBERNETES | io.fabric8.kubernetes.client.KubernetesClientException | pods is forbidden:"
            + " User \"system:serviceaccount:a:b\" cannot create resource",
        "YARN_QUEUE | org.apache.hadoop.yarn.exceptions.YarnException | User a cannot submit"
            + " applications to queue root.b",
        "DATABASE | java.sql.SQLException | Access denied for user 'a'@'b'",
        "KERBEROS | org.apache.hadoop.security.AccessControlException | Permission denied:"
            + " user=alice, access=WRITE, inode=\"/out\":hdfs:hdfs:drwxr-xr-x",
        "KERBEROS | javax.security.sasl.SaslException | GSS initiate failed",
        "KERBEROS | java.io.IOException | hdfs://n/a: 401 Unauthorized",
        "LOCAL_FILE | java.io.FileNotFoundException | /var/data/a.txt (Permission denied)",
        "LOCAL_FILE | java.nio.file.AccessDeniedException | /var/data/a.txt",
        "UNKNOWN | java.io.IOException | 403 Forbidden",
      })
  void tellsWhoRefused(Keeper keeper, String type, String message) {
    assertThat(AccessRemedies.keeper(type, message)).isEqualTo(keeper);
  }

  @Test
  void namesWhoMayNotDoWhatAndWhere() {
    OperatorAction role =
        action(
            Runs.on(Runs.KUBERNETES, "3.5.7"),
            "io.fabric8.kubernetes.client.KubernetesClientException",
            "Failure executing: POST at:"
                + " https://kubernetes.default.svc/api/v1/namespaces/batch/pods. Message: pods is"
                + " forbidden: User \"system:serviceaccount:batch:default\" cannot create resource"
                + " \"pods\" in API group \"\" in the namespace \"batch\".");
    assertThat(role.title())
        .startsWith(
            "Let the service account default of batch create pods in the namespace batch, or ");
    assertThat(role.command())
        .isEqualTo(
            "kubectl auth can-i create pods -n batch --as=system:serviceaccount:batch:default;"
                + " kubectl create rolebinding spark --clusterrole=edit"
                + " --serviceaccount=batch:default -n batch");
  }

  @Test
  void asksAmazonAndNotKerberosAboutABucket() {
    OperatorAction s3 =
        action(
            Runs.on(Runs.KUBERNETES, "3.5.7"),
            "java.nio.file.AccessDeniedException",
            "s3a://orders-raw/2026/11: getFileStatus on s3a://orders-raw/2026/11: Forbidden");
    assertThat(s3.title())
        .isEqualTo(
            "Grant the application's identity the right to s3a://orders-raw/2026/11, or renew its"
                + " credentials");
    assertThat(s3.command())
        .startsWith("aws sts get-caller-identity; aws s3 ls s3://orders-raw/")
        .doesNotContain("klist");
    assertThat(s3.why()).contains("spark.kubernetes.authenticate.driver.serviceAccountName");
    assertThat(action(Runs.on("yarn", "3.5.7"), "", "s3a://b/k").why())
        .doesNotContain("spark.kubernetes");
  }

  @Test
  void asksKerberosAboutAPathOfHdfsWithTheKeysOfTheVersion() {
    String message = "Permission denied: user=a, access=WRITE, inode=\"/out/x\":hdfs:hdfs";
    OperatorAction hdfs = action(Runs.on("yarn", "3.5.7"), "a.b.AccessControlException", message);
    assertThat(hdfs.command()).isEqualTo("klist; hadoop fs -ls -d /out/x");
    assertThat(hdfs.why()).contains("spark.kerberos.principal and spark.kerberos.keytab");
    assertThat(action(Runs.on("yarn", "2.4.8"), "a.b.AccessControlException", message).why())
        .contains("spark.yarn.principal and spark.yarn.keytab");
  }

  @Test
  void proposesNoCommandWhereNobodyKnowsWhomToAsk() {
    assertThat(action(Runs.on("yarn", "3.5.7"), "java.io.IOException", "403 Forbidden").command())
        .isNull();
  }

  @Test
  void takesNothingFromAMessageIntoACommandThatAShellWouldRun() {
    for (String message :
        new String[] {
          "s3a://$(reboot)/k: 403",
          "s3a://b`id`/k",
          "/tmp/a;reboot (Permission denied)",
          "inode=\"/out$(id)\"",
          "gs://b|sh/x"
        }) {
      String type = message.startsWith("inode") ? "a.AccessControlException" : "";
      assertThat(String.valueOf(action(Runs.on("yarn", "3.5.7"), type, message).command()))
          .as(message)
          .doesNotContain("$(", "`", "|sh", ";reboot");
    }
  }

  @Test
  void asksABrokerAboutATopicAndGoogleAboutABucket() {
    assertThat(
            action(
                    Runs.on("yarn", "3.5.7"),
                    "org.apache.kafka.common.errors.TopicAuthorizationException",
                    "Not authorized to access topics: [orders]")
                .command())
        .isEqualTo("kafka-acls --bootstrap-server HOST:PORT --list --topic orders");
    assertThat(
            action(
                    Runs.on("yarn", "3.5.7"),
                    "java.io.IOException",
                    "403 Forbidden GET"
                        + " https://storage.googleapis.com/storage/v1/b/acme-raw/o/landing"
                        + " Permission 'storage.objects.get' denied")
                .command())
        .isEqualTo("gcloud storage buckets get-iam-policy gs://acme-raw");
  }
}
