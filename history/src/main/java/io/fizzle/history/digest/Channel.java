package io.fizzle.history.digest;

import io.fizzle.history.analysis.News;

/** A way to people. */
public sealed interface Channel permits MailChannel, WebhookChannel {

  /** What it is and where to, for people; nothing of it is secret. */
  String name();

  /** Exactly what would be sent, as text. */
  String preview(News news);

  /** Sends it; when it returns, the other side has taken it. */
  void send(News news) throws NotSent;

  /** It was not sent, or not to all; the message says why and what to do. */
  final class NotSent extends Exception {
    private static final long serialVersionUID = 1;

    public NotSent(String message) {
      super(message);
    }
  }
}
