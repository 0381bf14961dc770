package tdb2.ui.records;

import java.awt.Component;
import java.util.function.Function;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JList;

/** Shows the elements of a choice as people name them. Event thread only. */
final class Choices {

    private Choices() {}

    static DefaultListCellRenderer of(Function<Object, String> name) {
        return new DefaultListCellRenderer() {
            @Override
            public Component getListCellRendererComponent(JList<?> list, Object value, int index, boolean chosen,
                    boolean focus) {
                return super.getListCellRendererComponent(list, value == null ? "" : name.apply(value), index, chosen,
                        focus);
            }
        };
    }
}
