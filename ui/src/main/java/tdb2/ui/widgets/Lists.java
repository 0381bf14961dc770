package tdb2.ui.widgets;

import java.awt.event.ActionEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.function.Consumer;

import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.JList;
import javax.swing.KeyStroke;

/** What all lists do alike. Event thread only. */
public final class Lists {

    private Lists() {}

    /** Calls the taker when the user chooses an element by Enter or a double click. */
    public static <T> void onChosen(JList<T> list, Consumer<T> taker) {
        Runnable choose = () -> {
            if (list.getSelectedValue() != null) {
                taker.accept(list.getSelectedValue());
            }
        };
        list.getInputMap(JComponent.WHEN_FOCUSED).put(KeyStroke.getKeyStroke("ENTER"), "choose");
        list.getActionMap().put("choose", new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                choose.run();
            }
        });
        list.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getClickCount() == 2 && list.locationToIndex(event.getPoint()) >= 0) {
                    choose.run();
                }
            }
        });
    }
}
