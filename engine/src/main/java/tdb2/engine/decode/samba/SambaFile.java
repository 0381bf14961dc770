package tdb2.engine.decode.samba;

import java.util.List;
import java.util.Set;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Fit;
import tdb2.engine.decode.Subject;

/** A decoder of one of Samba's files, known by its name or by a key that no other file has. */
abstract class SambaFile implements Decoder {

    private final String name;
    private final String title;
    private final List<String> files;
    private final Set<String> landmarks;

    /**
     * @param files names without endings
     */
    SambaFile(String name, String title, List<String> files, Set<String> landmarks) {
        this.name = name;
        this.title = title;
        this.files = files;
        this.landmarks = landmarks;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final Set<String> landmarks() {
        return landmarks;
    }

    @Override
    public final Fit fit(Subject subject) {
        boolean file =
                files.stream().anyMatch(subject.file()::is) || landmarks.stream().anyMatch(subject.file()::holds);
        return file && knows(subject) ? Fit.KEY : Fit.NONE;
    }

    /** Whether the key is one of those such a file has. */
    boolean knows(Subject subject) {
        return true;
    }
}
