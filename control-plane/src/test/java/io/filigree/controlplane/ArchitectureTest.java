package io.filigree.controlplane;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.filigree.controlplane.problem.ProblemType;
import io.filigree.protocol.key.WireGuardPrivateKey;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RestController;

/** Who may know whom in the coordinator, and what has no place in it. */
final class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.filigree.controlplane");

  @Test
  void featuresDependOnEachOtherInOneDirection() {
    slices().matching("io.filigree.controlplane.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void controllersAndWiringArePrivateToTheirFeature() {
    classes()
        .that()
        .areAnnotatedWith(RestController.class)
        .or()
        .areAnnotatedWith(Configuration.class)
        .should()
        .bePackagePrivate()
        .check(CLASSES);
  }

  @Test
  void databaseTypesArePrivateToTheirFeature() {
    classes()
        .that()
        .haveNameMatching(".*(Entity|Repository|Sql|Store)")
        .should()
        .notBePublic()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void processesAreStartedInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.filigree.controlplane.start.OrphanedServer")
        .should()
        .dependOnClassesThat(nameMatching("java\\.lang\\.(ProcessBuilder|Runtime)"))
        .because("no text from outside may ever reach a command")
        .check(CLASSES);
  }

  @Test
  void nothingIsFetchedFromElsewhere() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.net.http..")
                .or(resideInAPackage("org.eclipse.jetty.client.."))
                .or(resideInAPackage("org.springframework.web.client.."))
                .or(nameMatching("java\\.net\\.(URL|URLConnection|HttpURLConnection)")))
        .because("a coordinator that asks nobody cannot be made to ask for somebody (SSRF)")
        .check(CLASSES);
  }

  @Test
  void noPrivateWireGuardKeyHasAPlace() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(WireGuardPrivateKey.class)
        .check(CLASSES);
  }

  @Test
  void noFieldIsNamedForOne() {
    noFields().should().haveNameMatching("(?i).*(private|preshared)key.*").check(CLASSES);
  }

  @Test
  void secretsAreComparedInConstantTime() {
    noClasses()
        .that()
        .resideInAnyPackage("..access..", "..secret..", "..enrolment..", "..edgeauth..")
        .should()
        .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
        .check(CLASSES);
  }

  @Test
  void problemTypesAreEnums() {
    classes().that().implement(ProblemType.class).should().beEnums().check(CLASSES);
  }

  @Test
  void loggersAreNotShared() {
    fields().that().haveRawType("org.slf4j.Logger").should().bePrivate().check(CLASSES);
  }

  @Test
  void nobodyPrintsButTheStart() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..start..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void routesAreNotPublicMethods() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(RestController.class)
        .should()
        .notBePublic()
        .check(CLASSES);
  }
}
