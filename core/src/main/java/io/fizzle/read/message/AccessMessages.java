package io.fizzle.read.message;

import static io.fizzle.read.message.Specificity.CAUSE;
import static io.fizzle.signal.FailureKind.ACCESS_DENIED;

import java.util.List;

/**
 * Refused by permissions or for missing credentials. Texts: Hadoop's and Hive's access control,
 * Kerberos and delegation tokens, the error responses of S3, Azure and Google storage clients, the
 * Kubernetes API, MySQL and PostgreSQL drivers.
 */
final class AccessMessages {
  static final List<MessageRule> RULES =
      List.of(
          MessageRule.of(ACCESS_DENIED, CAUSE)
              .type(
                  "AccessControlException",
                  "AccessDeniedException",
                  "AuthorizationException",
                  "AuthenticationException",
                  "TopicAuthorizationException",
                  "GroupAuthorizationException",
                  "ClusterAuthorizationException",
                  "SaslAuthenticationException",
                  "MongoSecurityException",
                  "HiveAccessControlException",
                  "SecretManager$InvalidToken",
                  "PermissionError"),
          // a user id without a name cannot log in either
          MessageRule.of(ACCESS_DENIED, CAUSE)
              .type("KerberosAuthException", "LoginException")
              .pattern("^(?![^\\n]{0,1000}invalid null input: name)"),
          // Hadoop's SaslRpcClient, inside the words of the call that it failed
          MessageRule.of(ACCESS_DENIED, CAUSE).text("Client cannot authenticate via:"),
          // Hive's SessionState
          MessageRule.of(ACCESS_DENIED, CAUSE).text(" should be writable. Current permissions are"),
          MessageRule.of(ACCESS_DENIED, CAUSE)
              .text("Permission denied")
              .pattern("(?:^|: |, |\\(|Exception )Permission denied(?:$|[:,).\\n ])"),
          MessageRule.of(ACCESS_DENIED, CAUSE)
              .type("SaslException", "GSSException")
              .pattern("GSS initiate failed|No valid credentials|Failed to find any Kerberos"),
          MessageRule.of(ACCESS_DENIED, CAUSE)
              .text("403", "401")
              .pattern(
                  "\\b40[13],?(?: Client Error:)?"
                      + " ?\"?(?:Forbidden|FORBIDDEN|Unauthorized|UNAUTHORIZED)\\b|(?:[Ss]tatus|StatusCode|Response)"
                      + " ?(?:[Cc]ode)?[:=]? ?40[13]\\b|HTTP Error 40[13]\\b|\\(40[13]\\) when"
                      + " calling the |\\[40[13]\\|"),
          MessageRule.of(ACCESS_DENIED, CAUSE)
              .text(") when calling the ")
              .pattern(
                  "\\((?:AccessDenied|ExpiredToken|UnauthorizedOperation)(?:Exception)?\\) when"
                      + "|\\((?:InvalidAccessKeyId|SignatureDoesNotMatch|InvalidClientTokenId"
                      + "|UnrecognizedClientException)\\) when"),
          MessageRule.of(ACCESS_DENIED, CAUSE)
              .text("token", "AADSTS")
              .pattern(
                  "(?i)\\b(?:security|access|session|provided|refresh|sas) token[^\\n]{0,60}"
                      + " (?:has|is|was) (?:been )?(?:expired|invalid|revoked)"
                      + "|\\bAADSTS\\d{5,7}\\b"),
          MessageRule.of(ACCESS_DENIED, CAUSE)
              .text(
                  "Error Code: AccessDenied",
                  "Error Code: InvalidAccessKeyId",
                  "Error Code: SignatureDoesNotMatch",
                  "Error Code: ExpiredToken",
                  "AuthorizationPermissionMismatch",
                  "AuthorizationFailure",
                  "This request is not authorized to perform this operation"),
          MessageRule.of(ACCESS_DENIED, CAUSE)
              .type(
                  "AmazonS3Exception", "S3Exception", "AmazonServiceException", "AWSGlueException")
              .text("Access Denied", "AccessDenied", "not authorized to perform"),
          MessageRule.of(ACCESS_DENIED, CAUSE)
              .text("redentials")
              .pattern(
                  "(?i)(?:unable to load|no|could not (?:load|find)|unable to find|failed to load)"
                      + " (?:[\\w.]{1,30} )?credentials"),
          MessageRule.of(ACCESS_DENIED, CAUSE)
              .text(
                  "is not allowed to impersonate",
                  "Access denied for user ",
                  "password authentication failed",
                  "no pg_hba.conf entry for host",
                  "Login failed for user ",
                  "ORA-01017",
                  "Incorrect username or password",
                  "password are incorrect"),
          MessageRule.of(ACCESS_DENIED, CAUSE)
              .text(" is forbidden: User ", " cannot submit applications to queue"),
          MessageRule.of(ACCESS_DENIED, CAUSE)
              .condition("INSUFFICIENT_PERMISSIONS", "PERMISSION_DENIED", "UNAUTHORIZED_ACCESS"));

  private AccessMessages() {}
}
