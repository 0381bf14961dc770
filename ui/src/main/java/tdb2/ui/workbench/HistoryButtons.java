package tdb2.ui.workbench;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.Toolkit;
import java.awt.event.AWTEventListener;
import java.awt.event.MouseEvent;
import java.util.Locale;

import javax.swing.JFrame;
import javax.swing.SwingUtilities;

/** The two side buttons of a mouse go back and forward, wherever in the window it is. Event thread only. */
record HistoryButtons(JFrame frame, SelectionModel selection) implements AWTEventListener {

    /** Under X, the buttons 4 and 5 of Java are the wheel to the sides. */
    private static final int BACK =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux") ? 6 : 4;

    /** Listens until the window is disposed of. */
    void listen() {
        Toolkit.getDefaultToolkit().addAWTEventListener(this, AWTEvent.MOUSE_EVENT_MASK);
    }

    void close() {
        Toolkit.getDefaultToolkit().removeAWTEventListener(this);
    }

    @Override
    public void eventDispatched(AWTEvent event) {
        if (event instanceof MouseEvent mouse && mouse.getID() == MouseEvent.MOUSE_PRESSED
                && mouse.getSource() instanceof Component at && SwingUtilities.isDescendingFrom(at, frame)) {
            switch (mouse.getButton() - BACK) {
                case 0 -> selection.back();
                case 1 -> selection.forward();
                default -> {
                    // any other button
                }
            }
        }
    }
}
