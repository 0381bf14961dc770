package tdb2.ui.widgets;

import java.util.ArrayList;
import java.util.List;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.UIManager;
import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable.Cell;

/**
 * A table and, where there is room below it, the words of the selected row in full: cells cut what does not fit. Event
 * thread only.
 */
public final class FullRow extends JPanel {

    private static final int ROOM = 60;

    private final FactTable table;
    private final int first;
    private final JTextArea words = new JTextArea();

    /**
     * @param table whose rows are told
     * @param first column that is told; those before it are short
     */
    public FullRow(FactTable table, int first) {
        super(new MigLayout("insets 0, fill, wrap 1, gapy 4, hidemode 3", "[grow, fill]", "[grow, fill][]"));
        this.table = table;
        this.first = first;
        setOpaque(false);
        words.setName(table.getName() + ".row");
        words.setEditable(false);
        words.setFocusable(false);
        words.setOpaque(false);
        words.setLineWrap(true);
        words.setWrapStyleWord(true);
        words.setBorder(null);
        words.setVisible(false);
        add(new JScrollPane(table), "wmin 0, hmin 0");
        add(words, "wmin 100");
        table.getSelectionModel().addListSelectionListener(_ -> tell());
        table.getModel().addTableModelListener(_ -> tell());
        restyle();
    }

    private void tell() {
        int row = table.getSelectedRow();
        List<String> lines = new ArrayList<>();
        for (int column = first; row >= 0 && row < table.getRowCount() && column < table.getColumnCount(); column++) {
            String text = ((Cell) table.getValueAt(row, column)).text();
            if (!text.isEmpty()) {
                lines.add(table.getColumnName(column) + ": " + text);
            }
        }
        words.setText(String.join("\n", lines));
        fit();
    }

    private void fit() {
        words.setVisible(!words.getText().isEmpty() && getHeight() >= Theme.grid(ROOM));
    }

    @Override
    public void doLayout() {
        fit();
        super.doLayout();
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (words != null) {
            restyle();
        }
    }

    private void restyle() {
        words.setFont(UIManager.getFont("Label.font"));
    }
}
