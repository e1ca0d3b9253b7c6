package io.fizzle.dist;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * A command's page of the manual, from the same texts as its {@code --help}, in the macros of
 * man(7).
 *
 * @param date of the version, as it stands at the foot of the page
 */
record ManPage(String version, String date) {

  /** The page of this command. */
  String of(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    UsageMessageSpec usage = spec.usageMessage();
    String name = spec.qualifiedName("-");
    StringBuilder page = new StringBuilder();
    line(
        page,
        ".TH "
            + name.toUpperCase(Locale.ROOT).replace("-", "\\-")
            + " 1 \""
            + date
            + "\" \"Fizzle "
            + escaped(version)
            + "\" \"Fizzle\"");
    line(page, ".nh", ".ad l");
    line(page, ".SH NAME", escaped(name) + " \\- " + escaped(firstSentence(usage)));
    String synopsis = new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF)).synopsis(0);
    line(page, ".SH SYNOPSIS", escaped(synopsis.replaceAll("\\s+", " ").strip()));
    line(page, ".SH DESCRIPTION");
    paragraphs(page, usage.description());
    options(page, spec);
    subcommands(page, command);
    if (usage.footer().length > 0) {
      String heading = String.format(usage.footerHeading()).strip().replaceAll(":$", "");
      line(page, ".SH " + heading.toUpperCase(Locale.ROOT), ".nf");
      Arrays.stream(usage.footer()).forEach(text -> line(page, escaped(String.format(text))));
      line(page, ".fi");
    }
    seeAlso(page, command);
    return page.toString();
  }

  private static String firstSentence(UsageMessageSpec usage) {
    String first = usage.description().length == 0 ? "" : usage.description()[0];
    return first.strip().replaceAll("\\.$", "");
  }

  private static void paragraphs(StringBuilder page, String... texts) {
    for (String text : texts) {
      line(page, text.isBlank() ? ".PP" : escaped(String.format(text)));
    }
  }

  private static void options(StringBuilder page, CommandSpec spec) {
    List<OptionSpec> options = spec.options().stream().filter(one -> !one.hidden()).toList();
    if (options.isEmpty() && spec.positionalParameters().isEmpty()) {
      return;
    }
    line(page, ".SH OPTIONS");
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      line(page, ".TP", "\\fI" + escaped(parameter.paramLabel()) + "\\fR");
      paragraphs(page, parameter.description());
    }
    for (OptionSpec option : options) {
      String names =
          Arrays.stream(option.names())
              .map(name -> "\\fB" + escaped(name) + "\\fR")
              .collect(Collectors.joining(", "));
      boolean takes = option.arity().max() > 0;
      line(page, ".TP", names + (takes ? " \\fI" + escaped(option.paramLabel()) + "\\fR" : ""));
      paragraphs(page, option.description());
    }
  }

  private static void subcommands(StringBuilder page, CommandLine command) {
    if (!command.getSubcommands().isEmpty()) {
      line(page, ".SH COMMANDS");
      command
          .getSubcommands()
          .forEach(
              (name, one) -> {
                line(page, ".TP", "\\fB" + escaped(name) + "\\fR");
                line(page, escaped(firstSentence(one.getCommandSpec().usageMessage())));
              });
    }
  }

  /** The command above and those below. */
  private static void seeAlso(StringBuilder page, CommandLine command) {
    CommandSpec parent = command.getCommandSpec().parent();
    List<String> pages =
        Stream.concat(
                Stream.ofNullable(parent),
                command.getSubcommands().values().stream().map(CommandLine::getCommandSpec))
            .filter(spec -> !spec.name().equals("help"))
            .map(spec -> ".BR " + escaped(spec.qualifiedName("-")) + " (1)")
            .distinct()
            .toList();
    if (!pages.isEmpty()) {
      line(page, ".SH SEE ALSO", String.join(" ,\n", pages));
    }
  }

  private static void line(StringBuilder page, String... lines) {
    Arrays.stream(lines).forEach(line -> page.append(line).append('\n'));
  }

  /** Text that roff shows as it is: no request at the beginning, no escape, no typographic dash. */
  private static String escaped(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
