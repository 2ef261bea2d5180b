package io.filigree.edge.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the Prometheus text format 0.0.4 as strictly as its description allows: every family has
 * one HELP and one TYPE before its samples, which stand together, and no sample occurs twice.
 */
final class TextFormat {

  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern HELP =
      Pattern.compile("# HELP (" + NAME + ") (?:[^\\\\]|\\\\[\\\\n])+", Pattern.DOTALL);
  private static final Pattern TYPE = Pattern.compile("# TYPE (" + NAME + ") (counter|gauge)");
  private static final Pattern SAMPLE =
      Pattern.compile("(" + NAME + ")(?:\\{(.+)})? (-?[0-9]+(?:\\.[0-9]+)?)", Pattern.DOTALL);
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\p{Cntrl}]|\\\\[\\\\n\"])*)\"(,|$)");

  /** A sample of a family, its labels unescaped. */
  record Sample(String family, Map<String, String> labels, double value) {}

  private final List<Sample> samples = new ArrayList<>();
  private final Map<String, String> types = new LinkedHashMap<>();
  private final Set<String> helped = new HashSet<>();
  private String family = "";

  private TextFormat() {}

  static TextFormat parse(String text) {
    TextFormat format = new TextFormat();
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("the last line has no end");
    }
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      format.line(line);
    }
    return format;
  }

  List<Sample> samples() {
    return samples;
  }

  /** The families and their types, in order. */
  Map<String, String> types() {
    return types;
  }

  /** The only sample of a family with these labels, given as names and values in turn. */
  double value(String name, String... labels) {
    Map<String, String> wanted = new HashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    return samples.stream()
        .filter(s -> s.family().equals(name) && s.labels().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + name + wanted))
        .value();
  }

  private void line(String line) {
    Matcher help = HELP.matcher(line);
    Matcher type = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (help.matches()) {
      require(helped.add(help.group(1)), "HELP twice: " + line);
    } else if (type.matches()) {
      family = type.group(1);
      require(helped.contains(family), "TYPE without HELP: " + line);
      require(types.put(family, type.group(2)) == null, "TYPE twice: " + line);
      require(type.group(2).equals("counter") == family.endsWith("_total"), "wrong end: " + line);
    } else {
      require(sample.matches(), "no line of the format: " + line);
      require(sample.group(1).equals(family), "not among its family: " + line);
      add(new Sample(family, labels(sample.group(2)), Double.parseDouble(sample.group(3))));
    }
  }

  private void add(Sample sample) {
    boolean repeated =
        samples.stream()
            .anyMatch(
                s -> s.family().equals(sample.family()) && s.labels().equals(sample.labels()));
    require(!repeated, "a sample twice: " + sample);
    samples.add(sample);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    Matcher label = LABEL.matcher(text == null ? "" : text);
    int end = 0;
    while (label.find() && label.start() == end) {
      require(labels.put(label.group(1), unescaped(label.group(2))) == null, "a label twice");
      end = label.end();
    }
    require(text == null || (end == text.length() && !text.endsWith(",")), "bad labels: " + text);
    return labels;
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' ? text.charAt(++i) : c;
      plain.append(c == '\\' && next == 'n' ? '\n' : next);
    }
    return plain.toString();
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
