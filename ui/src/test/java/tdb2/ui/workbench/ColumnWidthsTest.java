package tdb2.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTable;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns as wide as the user made them. */
class ColumnWidthsTest {

    private final Settings settings = Settings.inMemory();

    private JTable table() {
        return GuiActionRunner.execute(() -> {
            var table = new JTable(1, 3);
            table.setName("rows");
            var panel = new JPanel();
            panel.add(new JScrollPane(table));
            ColumnWidths.keep(panel, settings, "view");
            return table;
        });
    }

    private static int width(JTable table, int column) {
        return GuiActionRunner.execute(() -> table.getColumnModel().getColumn(column).getPreferredWidth());
    }

    @Test
    void aWidthTheUserGaveComesBack() {
        JTable table = table();
        GuiActionRunner.execute(() -> {
            var column = table.getColumnModel().getColumn(1);
            table.getTableHeader().setResizingColumn(column);
            column.setWidth(211);
            table.getTableHeader().setResizingColumn(null);
        });
        assertThat(settings.get("view.columns.rows")).isPresent();
        assertThat(width(table(), 1)).isEqualTo(211);
    }

    @Test
    void aWidthThatOnlyFollowedTheWindowIsNotRemembered() {
        JTable table = table();
        GuiActionRunner.execute(() -> table.getColumnModel().getColumn(1).setWidth(211));
        assertThat(settings.get("view.columns.rows")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "1,2", "a,b,c", "-1,5,5", "1,2,99999999999" })
    void widthsOfAnotherTableAreNotTaken(String text) {
        int before = width(table(), 0);
        settings.put("view.columns.rows", text);
        assertThat(width(table(), 0)).isEqualTo(before);
    }
}
