package io.filigree.edge;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.filigree.edge.plan.Hands;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What keeps the core pure and the hands few. */
class ArchitectureTest {

  private static final String[] PURE = {
    "io.filigree.edge.agent..",
    "io.filigree.edge.relay.agent..",
    "io.filigree.edge.trust..",
    "io.filigree.edge.plan.."
  };

  private static final String SWITCH = "io.filigree.edge.relay";

  private static JavaClasses classes = new ClassFileImporter().importPackages();

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.filigree.edge");
  }

  @Test
  void theCoreDoesNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..", "java.nio..", "java.net..", "javax.net..", "java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(ProcessBuilder.class, Process.class, Thread.class, Runtime.class)
        .check(classes);
  }

  @Test
  void theCoreReadsNoClock() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, InstantSource.class, System.class)
        .check(classes);
  }

  @Test
  void theCoreKnowsNothingOfItsHands() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.filigree.edge",
            "io.filigree.edge.state..",
            "io.filigree.edge.relay.station..",
            "io.filigree.edge.coordinator..",
            "io.filigree.edge.metrics..",
            "io.filigree.edge.probe..",
            "io.filigree.edge.echo..",
            "io.filigree.edge.hands..",
            "io.filigree.edge.host..",
            "io.filigree.edge.wireguard..",
            "io.filigree.edge.route..",
            "io.filigree.edge.firewall..",
            "io.filigree.edge.echo..",
            "io.filigree.edge.doctor..")
        .check(classes);
  }

  @Test
  void theDoctorWritesNothing() {
    noClasses()
        .that()
        .resideInAPackage("io.filigree.edge.doctor..")
        .should()
        .callMethodWhere(
            target(owner(equivalentTo(Files.class)))
                .and(
                    target(
                        nameMatching(
                            "(new(Out|Byte|BufferedW)|write|create|delete|set|move|copy).*"))))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(OutputStream.class)
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Hands.class, FileChannel.class, RandomAccessFile.class)
        .check(classes);
  }

  /** Buffers are its packets; the rest of I/O is not its business. */
  @Test
  void theSwitchHasNoSocketNoClockAndNoChanceOfItsOwn() {
    noClasses()
        .that()
        .resideInAPackage(SWITCH)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..",
            "java.net..",
            "java.nio.channels..",
            "java.nio.file..",
            "java.security..",
            "java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(
            Clock.class,
            InstantSource.class,
            System.class,
            Random.class,
            ProcessBuilder.class,
            Process.class,
            Thread.class,
            Runtime.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .check(classes);
  }

  @Test
  void theSwitchKnowsNothingOfTheRestOfTheClient() {
    classes()
        .that()
        .resideInAPackage(SWITCH)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(SWITCH, "io.filigree.protocol..", "java..", "org.jspecify..")
        .check(classes);
  }

  @Test
  void processesAreStartedInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.filigree.edge.host..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ProcessBuilder.class)
        .check(classes);
  }

  @Test
  void oneListenerIsAllThereIs() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.filigree.edge.metrics..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            ServerSocket.class,
            ServerSocketFactory.class,
            ServerSocketChannel.class,
            AsynchronousServerSocketChannel.class)
        .check(classes);
  }

  @Test
  void monitoringIsMadeOfWhatTheCoreShowsAndCannotTouchTheMachine() {
    noClasses()
        .that()
        .resideInAPackage("io.filigree.edge.metrics..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.filigree.edge",
            "io.filigree.edge.coordinator..",
            "io.filigree.edge.firewall..",
            "io.filigree.edge.hands..",
            "io.filigree.edge.host..",
            "io.filigree.edge.plan..",
            "io.filigree.edge.route..",
            "io.filigree.edge.state..",
            "io.filigree.edge.trust..",
            "io.filigree.edge.wireguard..")
        .check(classes);
  }
}
