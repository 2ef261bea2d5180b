package io.filigree.systemtests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.repository.Repository;
import org.springframework.web.bind.annotation.RestController;

/** The plan of the house: who may know whom. */
class ArchitectureTest {

  private static final String PROTOCOL = "io.filigree.protocol..";
  private static final String EDGE = "io.filigree.edge..";
  private static final String COORDINATOR = "io.filigree.controlplane..";

  private static final JavaClasses FILIGREE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.filigree");

  @Test
  void protocolNeedsNothingButTheJdk() {
    check(
        classes()
            .that(resideInAPackage(PROTOCOL))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(PROTOCOL, "java..", "javax.crypto..", "org.jspecify..")));
  }

  @Test
  void edgeClientNeedsNothingButTheProtocolAndTheJdk() {
    check(
        classes()
            .that(resideInAPackage(EDGE))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    EDGE,
                    PROTOCOL,
                    "java..",
                    "javax.crypto..",
                    "javax.net.ssl..",
                    "org.jspecify..")));
  }

  @Test
  void coordinatorDoesNotKnowTheEdgeClient() {
    check(
        noClasses()
            .that(resideInAPackage(COORDINATOR))
            .should()
            .dependOnClassesThat(resideInAPackage(EDGE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.filigree.controlplane", "io.filigree.edge", "io.filigree.protocol"})
  void featuresFormNoCycle(String root) {
    check(slices().matching(root + ".(*)..").should().beFreeOfCycles());
  }

  @Test
  void entitiesAndRepositoriesStayInTheirFeature() {
    check(
        noClasses()
            .that()
            .areAnnotatedWith(Entity.class)
            .or()
            .areAssignableTo(Repository.class)
            .should()
            .bePublic());
  }

  @Test
  void controllersStayInTheirFeature() {
    check(noClasses().that().areAnnotatedWith(RestController.class).should().bePublic());
  }

  @Test
  void namesSayWhatAThingIs() {
    check(
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl"));
  }

  private static void check(ArchRule rule) {
    rule.check(FILIGREE);
  }
}
