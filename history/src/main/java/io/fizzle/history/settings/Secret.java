package io.fizzle.history.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A password, or an address that is as good as one. No message and no {@code toString} shows it.
 */
public final class Secret {
  private static final long LARGEST = 8_192;

  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** A secret from elsewhere. */
  public static Secret of(String text) {
    return new Secret(text);
  }

  /**
   * Takes it from the environment, else from a file that nobody but its owner can read.
   *
   * @param variable in the environment
   * @param file empty for none
   * @return empty where neither has it
   * @throws Unreadable where the file cannot be read, is empty, or can be read by others
   */
  public static Optional<Secret> find(Map<String, String> environment, String variable, String file)
      throws Unreadable {
    String set = environment.getOrDefault(variable, "").strip();
    if (!set.isEmpty()) {
      return Optional.of(new Secret(set));
    }
    return file.isEmpty() ? Optional.empty() : Optional.of(read(Path.of(file)));
  }

  private static Secret read(Path file) throws Unreadable {
    try {
      PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      if (view != null) {
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
          throw new Unreadable(
              file
                  + " can be read or written by others ("
                  + PosixFilePermissions.toString(permissions)
                  + "). Take that from them: chmod 600 "
                  + file);
        }
      }
      if (Files.size(file) > LARGEST) {
        throw new Unreadable(file + " is larger than any secret");
      }
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw new Unreadable(file + " is empty");
      }
      return new Secret(text);
    } catch (NoSuchFileException e) {
      throw new Unreadable("there is no file " + file);
    } catch (IOException e) {
      throw new Unreadable(file + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /** The secret itself, for the one who must know. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "(secret)";
  }

  /** A secret cannot be had; the message says why and what to do. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }
  }
}
