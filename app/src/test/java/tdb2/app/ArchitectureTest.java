package tdb2.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of ARCHITECTURE.md that a machine can check. */
@AnalyzeClasses(packages = "tdb2", importOptions = ArchitectureTest.MainCode.class)
class ArchitectureTest {
    /** The engine's floors from top to bottom: a package may use those below it, and its neighbours without cycles. */
    private static final List<List<String>> ENGINE = List.of(
            engine("history", "lab"),
            engine("dump", "check", "salvage", "repair", "damage", "observe", "collect", "decode", "search", "convert",
                    "torture",
                    "backup",
                    "restore", "compare"),
            engine("query"),
            List.of("tdb2.engine"),
            engine("inspect"),
            engine("dialect"), engine("transaction"), engine("index", "space"),
            engine("format", "hash", "lock", "disk"),
            engine("storage"), engine("posix"), engine("error", "event"));

    /** Leaves out test classes, in directories and in the test jar. */
    static final class MainCode implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule windowsDoNotKnowTheProgram = noClasses().that().resideInAPackage("tdb2.ui..").should()
            .dependOnClassesThat().resideInAPackage("tdb2.app..").allowEmptyShould(true);

    @ArchTest
    static final ArchRule engineStandsAlone = noClasses().that().resideInAPackage("tdb2.engine..").should()
            .dependOnClassesThat(resideOutsideOfPackages("tdb2.engine..", "java..", "")).allowEmptyShould(true);

    @ArchTest
    static final ArchRule engineKnowsNoScreen = noClasses().that().resideInAPackage("tdb2.engine..").should()
            .dependOnClassesThat().resideInAnyPackage("java.awt..", "javax.swing..").allowEmptyShould(true);

    @ArchTest
    static void engineFloorsAreObserved(JavaClasses all) {
        for (int i = 1; i < ENGINE.size(); i++) {
            var above = ENGINE.subList(0, i).stream().flatMap(List::stream).toArray(String[]::new);
            noClasses().that().resideInAnyPackage(ENGINE.get(i).toArray(String[]::new)).should().dependOnClassesThat()
                    .resideInAnyPackage(above).allowEmptyShould(true).check(all);
        }
    }

    @ArchTest
    static final ArchRule everyEnginePackageHasItsFloor = classes().that().resideInAPackage("tdb2.engine..").should()
            .resideInAnyPackage(ENGINE.stream().flatMap(List::stream).toArray(String[]::new)).allowEmptyShould(true);

    @ArchTest
    static final ArchRule enginePackagesHaveNoCycles = slices().matching("tdb2.(engine.*)..").should()
            .beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule viewsHaveNoCycles = slices().matching("tdb2.ui.(*)..").should().beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onePlaceCallsTheCLibrary = noClasses().that().resideOutsideOfPackage("tdb2.engine.posix..")
            .should().dependOnClassesThat()
            .haveNameMatching("java\\.lang\\.foreign\\.(Linker|FunctionDescriptor)(\\$.*)?");

    @ArchTest
    static final ArchRule rawMemoryStaysInStorage = noClasses()
            .that(resideOutsideOfPackages("tdb2.engine.posix..", "tdb2.engine.storage..", "tdb2.engine")).should()
            .dependOnClassesThat().belongToAnyOf(Arena.class, MemorySegment.class);

    /** A caller may hand over values in memory of his own: that is no memory of a file. */
    @ArchTest
    static final ArchRule theInterfaceKnowsTheCallersMemoryAlone = noClasses().that().resideInAPackage("tdb2.engine")
            .and().haveNameNotMatching(".*\\.(Content|ValueView)(\\$.*)?").should()
            .dependOnClassesThat().belongToAnyOf(Arena.class, MemorySegment.class);

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses().should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)(\\$.*)?");

    @ArchTest
    static final ArchRule onlyMainEndsTheProcess = noClasses().that().doNotHaveFullyQualifiedName("tdb2.app.Main")
            .should().callMethod(System.class, "exit", int.class).orShould()
            .callMethod(Runtime.class, "exit", int.class).orShould().callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule noStackTracesByTheWay = noClasses().should().callMethod(Throwable.class, "printStackTrace");

    private static List<String> engine(String... packages) {
        return Arrays.stream(packages).map(name -> "tdb2.engine." + name + "..").toList();
    }
}
