package io.filigree.systemtests.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Opens a lab and never closes it. */
final class AbandonedLab {

  private AbandonedLab() {}

  static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        AbandonedLab.class.getName());
  }

  @SuppressWarnings("resource") // that is the point
  public static void main(String[] arguments) {
    Lab lab = Lab.open();
    lab.build(SitePlan.store("store-a", 42));
    System.out.println(lab.prefix());
    Wait.upTo(Duration.ofMinutes(1), () -> false);
  }
}
