package tdb2.engine.check;

import tdb2.engine.Tdb;
import tdb2.engine.check.Finding.Code;

/** What makes a finding the same in the next look: what is found, where, in which bytes. */
record Same(Code code, long offset, int words) {

    private static final int WORDS = 4096;
    private static final int SMALL = 64;

    /** A finding, in the bytes that the file has now. */
    static Same of(Tdb tdb, Finding finding) {
        long length = finding.length() == 0 ? SMALL : Math.min(finding.length(), WORDS);
        return new Same(finding.code(), finding.offset(),
                finding.offset() < 0 ? 0 : Stillness.words(tdb, finding.offset(), length));
    }
}
