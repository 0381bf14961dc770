package tdb2.engine.format;

import java.util.Optional;
import java.util.stream.Stream;

/** The four formats that go by the name of TDB. */
public enum Dialect {

    /** Native: the zoned layout of 2010, variants 0 and 1 (spec tdb2-native). */
    TDB2("tdb2", "TDB2 with free zones"),
    /** The release of March 2012 with free tables (spec c-formats, section 2). */
    TDB2_TABLES("tdb2-tables", "TDB2 of 2012 with free tables"),
    /** NTDB (spec c-formats, section 4). */
    NTDB("ntdb", "NTDB"),
    /** The 32-bit format of Samba, sssd, ldb, PulseAudio, Xen (spec c-formats, section 1). */
    TDB1("tdb1", "TDB1");

    private final String id;
    private final String title;

    Dialect(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** The name on the command line and in JSON. */
    public String id() {
        return id;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** The dialect of a command-line name. */
    public static Optional<Dialect> of(String id) {
        return Stream.of(values()).filter(d -> d.id.equals(id)).findFirst();
    }
}
