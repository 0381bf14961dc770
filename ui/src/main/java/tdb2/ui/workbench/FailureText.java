package tdb2.ui.workbench;

import java.nio.file.Path;

import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.NotATdbException;
import tdb2.engine.error.TdbException;
import tdb2.engine.error.UnsupportedException;
import tdb2.ui.widgets.MessageBar.Message;

/** Says why a file could not be opened or read: what happened, what it means for the data, what next. */
public final class FailureText {

    private FailureText() {}

    /** The words for a failure on a file. */
    public static Message of(Path path, TdbException why) {
        Fault fault = why.fault();
        String kind = switch (why) {
            case NotATdbException _ -> "failure.notATdb";
            case UnsupportedException _ -> "failure.unsupported";
            case DamagedException _ -> "failure.damaged";
            default -> "failure.other";
        };
        String name = path.getFileName() == null ? path.toString() : path.getFileName().toString();
        return Message.of(Jobs.TEXTS.get(kind + ".what", name),
                Jobs.TEXTS.get(kind + ".means", fault.expected(), fault.found()), fault);
    }
}
