package io.fizzle.report;

import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A test case as pipelines read it.
 *
 * @param type what stands as the type of a failure: the cause
 * @param message one line; empty for a case that passed
 * @param text all there is to say; may be empty
 */
record JunitCase(
    Result result, String group, String name, String type, String message, String text) {

  enum Result {
    PASSED,
    SKIPPED,
    FAILED
  }

  static JunitCase passed(String group, String name, String text) {
    return new JunitCase(Result.PASSED, group, name, "", "", text);
  }

  static JunitCase skipped(String group, String name, String why) {
    return new JunitCase(Result.SKIPPED, group, name, "", why, "");
  }

  static JunitCase failed(String group, String name, String type, String message, String text) {
    return new JunitCase(Result.FAILED, group, name, type, message, text);
  }

  /** A document with one suite of these cases, ending with a line feed. */
  static String document(String suite, List<JunitCase> cases) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      start(xml, "testsuites");
      start(xml, "testsuite");
      attribute(xml, "name", "fizzle: " + suite);
      attribute(xml, "tests", String.valueOf(cases.size()));
      attribute(xml, "failures", count(cases, Result.FAILED));
      attribute(xml, "errors", "0");
      attribute(xml, "skipped", count(cases, Result.SKIPPED));
      for (JunitCase one : cases) {
        one.write(xml);
      }
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return text.append('\n').toString();
  }

  private static String count(List<JunitCase> cases, Result result) {
    return String.valueOf(cases.stream().filter(one -> one.result() == result).count());
  }

  private void write(XMLStreamWriter xml) throws XMLStreamException {
    start(xml, "testcase");
    attribute(xml, "classname", group);
    attribute(xml, "name", name);
    if (result == Result.SKIPPED) {
      start(xml, "skipped");
      attribute(xml, "message", message);
      xml.writeEndElement();
    } else if (result == Result.FAILED) {
      start(xml, "failure");
      attribute(xml, "type", type);
      attribute(xml, "message", message);
      xml.writeCharacters(lines(text));
      xml.writeEndElement();
    } else if (!text.isEmpty()) {
      start(xml, "system-out");
      xml.writeCharacters(lines(text));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void start(XMLStreamWriter xml, String element) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement(element);
  }

  /** What XML 1.0 cannot hold, not even as an entity, {@link Printable} writes out. */
  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, Printable.of(value));
  }

  private static String lines(String text) {
    return text.lines().map(Printable::of).collect(Collectors.joining("\n"));
  }
}
