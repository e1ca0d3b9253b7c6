package io.fizzle.history.settings;

import java.util.Optional;

/**
 * Where digests go.
 *
 * @param smtp by mail; empty where they are not mailed
 * @param webhookFile holds the address of a webhook; empty where the environment may
 */
public record Digests(Optional<Smtp> smtp, String webhookFile) {
  /** Nowhere, unless the environment names a webhook. */
  public static final Digests NONE = new Digests(Optional.empty(), "");
}
