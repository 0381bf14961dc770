package tdb2.ui.lessons;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.error.TdbException;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The lessons there are: those of the program, then those in the folder {@code lessons} of the user's settings.
 *
 * @param all in their order
 * @param faults why some files are none
 */
record Lessons(List<Lesson> all, List<Fault> faults) {

    /** What lesson files are called. */
    static final String ENDING = ".lesson";

    private static final int MOST = 500;

    Lessons {
        all = List.copyOf(all);
        faults = List.copyOf(faults);
    }

    /** Reads them; on a worker. */
    static Lessons read(Optional<Path> settings) {
        List<Lesson> lessons = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (String name : bundled("index").lines().toList()) {
            lessons.add(LessonText.read(name, bundled(name + ENDING)));
        }
        settings.map(folder -> folder.resolve("lessons")).filter(Files::isDirectory)
                .ifPresent(folder -> readAll(folder, lessons, faults));
        return new Lessons(lessons, faults);
    }

    private static void readAll(Path folder, List<Lesson> lessons, List<Fault> faults) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(ENDING)).sorted().limit(MOST).toList()) {
                try {
                    lessons.add(LessonText.read(file.toString(), Files.readString(file)));
                } catch (TdbException e) {
                    faults.add(e.fault());
                } catch (IOException e) {
                    faults.add(new Fault(file.toString(), Fault.NOWHERE, "a text in UTF-8", e.toString(),
                            "save it as UTF-8"));
                }
            }
        } catch (IOException e) {
            faults.add(new Fault(folder.toString(), Fault.NOWHERE, "a folder that can be read", e.toString(),
                    "look at its rights"));
        }
    }

    private static String bundled(String name) {
        try (InputStream in = Lessons.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("not in this program");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new StorageException(new Fault(name, Fault.NOWHERE, "a lesson", e.toString(), "build it anew"), e);
        }
    }
}
