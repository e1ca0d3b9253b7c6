package io.fizzle.history.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fizzle.history.settings.Digests;
import io.fizzle.history.settings.Smtp;
import io.fizzle.history.settings.Smtp.Security;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelsTest {
  @TempDir private Path folder;

  private static Digests mailed(String user, String passwordFile) {
    return new Digests(
        Optional.of(
            new Smtp(
                "smtp.example.org",
                587,
                Security.STARTTLS,
                user,
                passwordFile,
                "fizzle@example.org",
                List.of("one@example.org"))),
        "");
  }

  private String file(String content, String permissions) throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file.toString();
  }

  private static String problem(Digests digests) {
    return catchThrowableOfType(Channels.Unusable.class, () -> Channels.of(digests, Map.of()))
        .getMessage();
  }

  @Test
  void whatIsConfiguredIsThere() throws Exception {
    String webhook = file("https://hooks.example.org/s3cret\n", "rw-------");

    assertThat(Channels.of(Digests.NONE, Map.of())).isEmpty();
    assertThat(Channels.of(mailed("", ""), Map.of()))
        .extracting(Channel::name)
        .containsExactly("e-mail by smtp.example.org:587");
    assertThat(Channels.of(new Digests(mailed("", "").smtp(), webhook), Map.of()))
        .extracting(Channel::name)
        .containsExactly("e-mail by smtp.example.org:587", "webhook at hooks.example.org");
    assertThat(
            Channels.of(Digests.NONE, Map.of(Channels.WEBHOOK, "https://other.example.org/s3cret")))
        .extracting(Channel::name)
        .containsExactly("webhook at other.example.org");
    assertThat(Channels.of(mailed("fizzle", ""), Map.of(Channels.PASSWORD, "s3cret"))).hasSize(1);
  }

  @Test
  void aSecretThatOthersCanReadIsRefused() throws Exception {
    for (String permissions : List.of("rw-r--r--", "rw----r--", "rw--w----")) {
      String file = file("s3cret", permissions);

      assertThat(problem(mailed("fizzle", file)))
          .isEqualTo(
              "digest: "
                  + file
                  + " can be read or written by others ("
                  + permissions
                  + "). Take that from them: chmod 600 "
                  + file);
    }
  }

  @Test
  void aSecretThatIsNotThereIsToldWithWhatToDo() throws Exception {
    String nowhere = folder.resolve("nowhere").toString();

    assertThat(problem(mailed("fizzle", nowhere))).isEqualTo("digest: there is no file " + nowhere);
    assertThat(problem(mailed("fizzle", file(" \n", "rw-------")))).endsWith("secret is empty");
    assertThat(problem(mailed("fizzle", "")))
        .isEqualTo(
            "digest.smtp.user: there is no password for fizzle. Put it into FIZZLE_SMTP_PASSWORD,"
                + " or into a file that only you can read and name that with password_file");
    assertThat(
            problem(
                new Digests(Optional.empty(), file("http://h.example.org/s3cret", "r--------"))))
        .startsWith("digest: the webhook's address does not begin with https://")
        .doesNotContain("s3cret");
  }
}
