package tdb2.ui.workbench;

import java.awt.KeyboardFocusManager;
import java.util.Optional;
import java.util.function.Consumer;

import javax.swing.JFrame;
import javax.swing.SwingUtilities;

import tdb2.ui.docking.Desk;

/**
 * What the window does when a file is there: its name in the title, the keyboard in its views, and what is in it counted as
 * soon as it is open. Event thread only.
 */
final class Arrivals implements OpenFiles.Listener {

    private static final long SURVEY_AT_ONCE = 256L << 20;

    private final JFrame frame;
    private final OpenFiles files;
    private final Desk desk;
    private final Consumer<Boolean> arrived;

    /**
     * @param arrived told when another file is in front; whether it is none
     */
    Arrivals(JFrame frame, OpenFiles files, Desk desk, Consumer<Boolean> arrived) {
        this.frame = frame;
        this.files = files;
        this.desk = desk;
        this.arrived = arrived;
    }

    @Override
    public void changed(OpenFile file) {
        file.document().ifPresent(document -> {
            if (document.view().size() <= SURVEY_AT_ONCE) {
                document.survey();
            }
            takeKeyboard(file);
        });
    }

    /** A file that opens where the keyboard is nowhere in the views gets it. */
    private void takeKeyboard(OpenFile file) {
        var focused = KeyboardFocusManager.getCurrentKeyboardFocusManager().getPermanentFocusOwner();
        boolean elsewhere = focused == null || !focused.isShowing()
                || !SwingUtilities.isDescendingFrom(focused, desk);
        if (elsewhere && files.active().filter(file::equals).isPresent()) {
            desk.active().ifPresent(desk::focus);
        }
    }

    @Override
    public void activated(Optional<OpenFile> file) {
        arrived.accept(file.isEmpty());
        frame.setTitle(file.map(now -> Jobs.TEXTS.get("title.file", now.name())).orElse(Jobs.TEXTS.get("title")));
    }
}
