package tdb2.ui.lessons;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tdb2.engine.Fetch;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.damage.Damage;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.event.StructureEvent;
import tdb2.engine.format.Dialect;
import tdb2.engine.lab.DamageCase;
import tdb2.engine.lab.DamageCase.Examined;
import tdb2.engine.lab.DamageCase.Fate;
import tdb2.engine.lab.Deed;
import tdb2.engine.lab.Experiment;
import tdb2.engine.lab.Film;
import tdb2.engine.lab.Scenario;
import tdb2.engine.lab.Scheme;
import tdb2.engine.lab.StructureWalk;
import tdb2.engine.transaction.RecoveryState.Status;
import tdb2.ui.Browser;
import tdb2.ui.docking.Dockable;
import tdb2.ui.glossary.Glossary;
import tdb2.ui.lessons.Condition.Evidence;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.Workbench;

/** Lessons as they are written, and that those of the program can be done. */
class LessonsTest {

    private static final String WHOLE = """
            # of a teacher
            title: Mine
            setup: bank 3 tdb1

            == One
            view: records
            check: record alice = 10

            Some text
            goes on.

            Another paragraph.

            == Two

            Read this.
            """;

    @Test
    void everyLessonOfTheProgramNamesParagraphsOfTheDesignThatTheHelpKnows() {
        assertThat(Lessons.read(Optional.empty()).all()).hasSizeGreaterThan(8).allSatisfy(lesson -> {
            var named = lesson.steps().stream().map(Lesson.Step::design).filter(design -> !design.isEmpty()).toList();
            assertThat(named).as(lesson.title()).isNotEmpty();
            assertThat(named.stream().flatMap(design -> Stream.of(design.split(", *"))))
                    .allSatisfy(id -> assertThat(Glossary.bundled().passage(id)).as(id).isPresent());
        });
    }

    @TempDir
    private Path folder;

    @Test
    void aLessonIsReadAsItIsWritten() {
        Lesson lesson = LessonText.read("mine", WHOLE);
        assertThat(lesson.title()).isEqualTo("Mine");
        assertThat(lesson.setup().map(Setup::name)).contains("bank.tdb");
        assertThat(lesson.steps()).hasSize(2);
        Lesson.Step first = lesson.steps().getFirst();
        assertThat(first.view()).contains("records");
        assertThat(first.task()).contains(new Condition.InFile("alice", Optional.of("10")));
        assertThat(lesson.steps().getLast().text()).isEqualTo("Read this.");
        assertThat(lesson.steps().getLast().task()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "title: only", "title: a\nsetup: castle\n== b\n\nc", "title: a\n== b\ncheck: fly\n\nc",
            "title: a\nsetup: bank 9999999\n== b\n\nc", "title: a\n== b\ntext at once",
            "title: a\nsetup: damage unheard-of\n== b\n\nc" })
    void whatIsNoLessonIsNamedWithItsLine(String text) {
        assertThatThrownBy(() -> LessonText.read("bad.lesson", text)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("bad.lesson").hasMessageContaining("line");
    }

    @Test
    void lessonsOfATeacherComeBehindThoseOfTheProgramAndBadOnesAreTold() throws IOException {
        Path own = Files.createDirectories(folder.resolve("lessons"));
        Files.writeString(own.resolve("mine.lesson"), WHOLE);
        Files.writeString(own.resolve("bad.lesson"), "title: only");
        Lessons lessons = Lessons.read(Optional.of(folder));
        assertThat(lessons.all()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(lessons.all().getLast().title()).isEqualTo("Mine");
        assertThat(lessons.faults()).singleElement().satisfies(fault -> assertThat(fault.message()).contains("bad"));
    }

    @Test
    void everyViewThatALessonNamesIsThere() {
        Workbench workbench = GuiActionRunner.execute(() -> Browser.window(Settings.inMemory()));
        Set<String> views = workbench.desk().views().stream().map(Dockable::id).collect(Collectors.toSet());
        assertThat(Lessons.read(Optional.empty()).all().stream().flatMap(lesson -> lesson.steps().stream())
                .flatMap(step -> step.view().stream())).isSubsetOf(views);
        GuiActionRunner.execute(workbench::quit);
    }

    private Path made(Setup setup) throws IOException {
        Path file = folder.resolve(setup.name());
        setup.make(file);
        return file;
    }

    private static Setup setup(String title) {
        return Lessons.read(Optional.empty()).all().stream().filter(lesson -> lesson.title().startsWith(title))
                .flatMap(lesson -> lesson.setup().stream()).findFirst().orElseThrow();
    }

    @Test
    void theCrashedFileHasATransactionToReplayAndTheDamagedOneAFinding() throws IOException {
        try (Tdb tdb = Tdb.open(made(setup("7")))) {
            assertThat(tdb.view().recovery().status()).isEqualTo(Status.PENDING);
            assertThat(tdb.view().recovery().parts()).hasSize(2);
            assertThat(tdb.fetch("alice".getBytes(UTF_8))).contains("balance 05".getBytes(UTF_8));
        }
        try (Tdb tdb = Tdb.open(made(setup("9")))) {
            assertThat(Check.diagnose(tdb, Progress.NONE).verdict()).isNotEqualTo(Verdict.SOUND);
        }
    }

    @Test
    void theAnswersThatLessonsWantAreRight() throws IOException {
        assertThat(answers("5")).containsExactly(
                Long.toString(Film.of(new Experiment(Scheme.ONE_SYNC, Deed.REPLACE)).syncs()), "2");
        assertThat(answers("6")).containsExactly(
                Long.toString(Film.of(new Experiment(Scheme.FOUR_SYNCS, Deed.REPLACE)).syncs()));
        try (Tdb tdb = Tdb.open(made(setup("3")))) {
            assertThat(tdb.exists("account 77".getBytes(UTF_8))).isTrue();
            assertThat(answers("3")).containsExactly(Integer.toString(deepest(tdb)));
        }
    }

    @Test
    void theAnswersOfStructureWalkAndDamageLabAreRight() {
        StructureWalk explosion = StructureWalk.of(Scenario.EXPLOSION, List.of(), Progress.NONE);
        StructureWalk fusion = StructureWalk.of(Scenario.FUSION, List.of(), Progress.NONE);
        StructureWalk coalescing = StructureWalk.of(Scenario.COALESCING, List.of(), Progress.NONE);
        assertThat(answers("10")).containsExactly(
                Integer.toString(first(explosion, StructureEvent.Exploded.class).moved()),
                Long.toString(explosion.moments().stream().filter(moment -> moment.event()
                        .filter(StructureEvent.TableLinked.class::isInstance).isPresent()).findFirst().orElseThrow()
                        .bytes()),
                Integer.toString(fusion.structure(fusion.moments().size()).tables().getLast().slots().size()),
                Long.toString(first(coalescing, StructureEvent.Joined.class).length()));
        DamageCase damaged = DamageCase.of(Dialect.TDB2, Damage.SLOT_ZEROED, 1);
        Examined examined = damaged.examine(Progress.NONE);
        assertThat(answers("11")).containsExactly(
                Long.toString(examined.accounts().stream().filter(one -> one.fate() == Fate.FOUND).count()),
                Long.toString(examined.named()), Long.toString(damaged.repair(Progress.NONE).suspect()));
    }

    private static <E extends StructureEvent> E first(StructureWalk walk, Class<E> kind) {
        return walk.moments().stream().flatMap(moment -> moment.event().stream()).filter(kind::isInstance)
                .map(kind::cast).findFirst().orElseThrow();
    }

    private static int deepest(Tdb tdb) {
        int[] deepest = new int[1];
        tdb.traverse(Fetch.KEYS, entry -> {
            deepest[0] = Math.max(deepest[0], entry.depth());
            return true;
        });
        return deepest[0];
    }

    private static Stream<String> answers(String title) {
        return Lessons.read(Optional.empty()).all().stream().filter(lesson -> lesson.title().startsWith(title))
                .flatMap(lesson -> lesson.steps().stream()).flatMap(step -> step.task().stream())
                .filter(Condition.Answer.class::isInstance).map(task -> ((Condition.Answer) task).words());
    }

    @Test
    void anAnswerMayHaveOtherLettersAndSpacesAroundIt() {
        var task = new Condition.Answer("Yes");
        assertThat(task.holds(new Evidence(Optional.empty(), Optional.empty(), false, " yES "))).isTrue();
        assertThat(task.holds(new Evidence(Optional.empty(), Optional.empty(), false, "no"))).isFalse();
    }
}
