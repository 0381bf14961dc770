package tdb2.engine.dialect;

import java.util.List;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.UndoWords;
import tdb2.engine.storage.Bytes;

/** Where the undo area of TDB2 of 2012 and NTDB is. */
final class UndoLandmark {

    private UndoLandmark() {}

    /** The area the header names; an area that is named but not yet written counts with its header alone. */
    static List<Landmark> of(Bytes bytes, long area) {
        return area == 0
                ? List.of()
                : UndoWords.read(bytes, area).stream().map(undo -> new Landmark(Landmark.Kind.RECOVERY_AREA, area,
                        undo.length(), "header word recovery")).toList();
    }
}
