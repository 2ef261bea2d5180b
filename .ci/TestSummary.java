import java.nio.file.FileSystems;
import java.nio.file.attribute.FileTime;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;

/// Reads the reports of Surefire and Failsafe under this folder that were written at or after the
/// given second of the epoch. Says what was skipped and why, and closes with one line of counts.
void main(String[] args) throws Exception {
  var since = FileTime.from(Instant.ofEpochSecond(Long.parseLong(args[0])));
  var reports = FileSystems.getDefault().getPathMatcher("glob:**/target/*-reports/TEST-*.xml");
  var tests = new ArrayList<TestCase>();
  try (var files = Files.walk(Path.of("").toAbsolutePath(), 6)) {
    for (var file : files.filter(reports::matches).sorted().toList()) {
      if (Files.getLastModifiedTime(file).compareTo(since) >= 0) {
        tests.addAll(read(file));
      }
    }
  }
  tests.stream()
      .filter(test -> test.outcome() == Outcome.SKIPPED)
      .collect(Collectors.groupingBy(TestCase::reason, TreeMap::new, Collectors.toList()))
      .forEach((reason, skipped) -> {
        IO.println("Skipped, because " + reason + ":");
        skipped.forEach(test -> IO.println("  " + test.name()));
      });
  IO.println(
      "%d passed, %d failed, %d skipped"
          .formatted(
              count(tests, Outcome.PASSED),
              count(tests, Outcome.FAILED),
              count(tests, Outcome.SKIPPED)));
}

enum Outcome {
  PASSED,
  FAILED,
  SKIPPED
}

record TestCase(String name, Outcome outcome, String reason) {}

long count(List<TestCase> tests, Outcome outcome) {
  return tests.stream().filter(test -> test.outcome() == outcome).count();
}

List<TestCase> read(Path file) throws IOException, XMLStreamException {
  var tests = new ArrayList<TestCase>();
  try (var in = Files.newInputStream(file)) {
    var xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
    while (xml.hasNext()) {
      if (!xml.isStartElement()) {
        xml.next();
        continue;
      }
      switch (xml.getLocalName()) {
        case "testcase" -> {
          var type = xml.getAttributeValue(null, "classname").replaceFirst(".*\\.", "");
          var method = xml.getAttributeValue(null, "name");
          tests.add(new TestCase((type + " " + method).strip(), Outcome.PASSED, ""));
        }
        case "failure", "error" -> conclude(tests, Outcome.FAILED, "");
        case "skipped" -> {
          var reason = xml.getAttributeValue(null, "message");
          conclude(tests, Outcome.SKIPPED, reason == null ? "nobody said why" : reason.strip());
        }
        default -> {}
      }
      xml.next();
    }
  }
  return tests;
}

void conclude(List<TestCase> tests, Outcome outcome, String reason) {
  var test = tests.removeLast();
  tests.add(new TestCase(test.name(), outcome, reason));
}
