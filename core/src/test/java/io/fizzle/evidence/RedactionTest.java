package io.fizzle.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connecting with password=Tr0ub4dor",
        "{\"spark.ssl.keyPassword\":\"Tr0ub4dor\"}",
        "-Djavax.net.ssl.trustStorePassword=Tr0ub4dor -Xmx2g",
        "spark.hadoop.fs.s3a.secret.key    Tr0ub4dor",
        "(spark.hadoop.fs.azure.account.key.password,Tr0ub4dor)",
        "<name>fs.s3a.access.key</name><value>Tr0ub4dor</value>",
        "spark-submit --password Tr0ub4dor app.jar",
        "jdbc:sqlserver://db;user=etl;PWD=Tr0ub4dor;",
        "jdbc:postgresql://etl:Tr0ub4dor@db:5432/sales",
        "GET https://blob/x?sv=1&sig=Tr0ub4dor&se=2",
        "Authorization: Bearer Tr0ub4dor.abc.def",
        "X-Api-Key: Tr0ub4dor",
        "token : 'Tr0ub4dor'",
        "fs.s3a.secret.key: Tr0ub4dor",
        "{'tokenValue': 'Tr0ub4dor'}",
        "AWS_SECRET_ACCESS_KEY=/Tr0ub4dor",
      })
  void masksWhatFollowsTheNameOfASecret(String line) {
    assertThat(Redaction.redact(line)).doesNotContain("Tr0ub4dor").contains(Redaction.MASK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_0123456789abcdefghijABCDEFGHIJ",
        "glpat-0123456789abcdefgh",
        "xoxb-0123456789-abcdef",
        "hf_0123456789abcdefghijKLMN",
        "dapi0123456789abcdef0123456789abcdef",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJmaXp6bGUifQ.c2lnbmF0dXJl",
      })
  void masksTokensThatAreKnownByTheirForm(String token) {
    assertThat(Redaction.redact("sent " + token + " to the server"))
        .isEqualTo("sent " + Redaction.MASK + " to the server");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the password was wrong and the token has expired",
        "INFO SecurityManager: authentication disabled; ui acls disabled",
        "PWD=/opt/spark/work/app-20260101000000-0000/0",
        "INFO TokenManager: renewed",
        "spark.executor.memory=4g",
        "http://host:8080/path",
      })
  void leavesAloneWhatIsNoSecret(String line) {
    assertThat(Redaction.redact(line)).isEqualTo(line);
  }

  @Test
  void masksALongSecretToItsEnd() {
    String line = "token=" + "a1".repeat(700) + "END";

    assertThat(Redaction.redact(line)).isEqualTo("token=" + Redaction.MASK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.azure.account.key.acmelake.dfs.core.windows.net=S3CRET/abc==",
        "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=S3CRET/abc==;x=y",
        "fs.gs.auth.service.account.private.key=S3CRETabc",
        "es.net.http.auth.pass=S3CRET",
        "spark.executorEnv.DB_PASS=S3CRET",
        "spark.redis.auth=S3CRET",
        "key.passphrase: S3CRET",
        "jdbc:oracle:thin:scott/S3CRET@db:1521/x",
        "https://user:p@ssS3CRET@host/path",
        "https://b.s3.amazonaws.com/k?X-Amz-Signature=S3CRET0123",
        "posting to https://hooks.slack.com/services/T0S3CRET/B0S3CRET/xS3CRET",
        "stripe sk_live_S3CRET0123456789",
        "google ya29.S3CRET0123456789abc",
        "Cookie: session=S3CRET; id=S3CRET",
        "{\\\"password\\\":\\\"S3CRET\\\"}",
        "password=\"S3CRET and S3CRET, S3CRET\"",
        "-----BEGIN RSA PRIVATE KEY----- MIIS3CRET MIIS3CRET -----END RSA PRIVATE KEY-----"
      })
  void whatCarriesASecretElsewhereIsMasked(String text) {
    assertThat(Redaction.redact(text)).doesNotContain("S3CRET").contains(Redaction.MASK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Access denied for user 'etl'@'10.0.0.1' (using password: YES)",
        "second pass: 300 rows",
        "all tests passed: 12",
        "INFO Executor: Finished task 0.0, key=customer-17"
      })
  void whatOnlySoundsLikeASecretStays(String text) {
    assertThat(Redaction.redact(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.myapp.apiKey",
        "spark.myapp.pwd",
        "spark.hadoop.fs.azure.account.key.acme.dfs.core.windows.net",
        "spark.executorEnv.DB_PASS",
        "spark.ssl.keyPassword"
      })
  void theNameOfASettingTellsThatItsValueIsSecret(String key) {
    assertThat(Redaction.isSecretKey(key)).isTrue();
  }
}
