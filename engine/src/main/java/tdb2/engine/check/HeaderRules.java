package tdb2.engine.check;

import java.util.Optional;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.NtdbHeader;
import tdb2.engine.format.Tdb2Header;

/** The rules for words of the header that contradict each other though each could be right by itself. */
final class HeaderRules {

    private HeaderRules() {}

    /**
     * In TDB2 of 2012 and NTDB whoever uses a feature has seen it offered (spec c-formats, section 2). A writer that does
     * not know a feature clears its bit.
     */
    static Optional<Finding> features(Assembly assembly) {
        return switch (assembly.header()) {
            case Tdb2Header header when header.dialect() == Dialect.TDB2_TABLES -> features(Tdb2Header.FEATURES_USED,
                    header.featuresUsed(), header.featuresOffered());
            case NtdbHeader header -> features(NtdbHeader.FEATURES_USED, header.featuresUsed(),
                    header.featuresOffered());
            default -> Optional.empty();
        };
    }

    private static Optional<Finding> features(long offset, long used, long offered) {
        long never = used & ~offered;
        return never == 0
                ? Optional.empty()
                : Optional.of(Finding.of(Code.FEATURES, offset, Long.BYTES,
                        ("expected features used that are among those offered (0x%x), found 0x%x, of which 0x%x were never"
                                + " offered; if the records are sound, open the file for writing once: that clears the"
                                + " word").formatted(offered, used, never))
                        .at("header"));
    }
}
