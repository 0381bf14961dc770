package tdb2.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.util.Optional;

import javax.swing.JTable;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.theme.Theme;

/** What happened is written down, bounded, and can be taken along. */
@ExtendWith(EventThreadGuard.class)
class LogPaneTest {

    @Test
    void linesAreCopiedWithTimeWhoFileWhatAndDetails() throws Exception {
        GuiActionRunner.execute(() -> {
            Theme.LIGHT.apply();
            var jobs = new Jobs();
            var log = new EventLog();
            var pane = new LogPane(jobs, new OpenFiles(jobs, new SelectionModel(), Optional.empty()), log);
            log.add("a.tdb", "Opened", "/data/a.tdb");
            log.add("Search", "", "Nothing found", "");
            var table = (JTable) pane.getViewport().getView();
            table.getActionMap().get("copyAllMessages").actionPerformed(null);
            return null;
        });
        String copied = (String) Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor);
        assertThat(copied.lines()).hasSize(2);
        assertThat(copied.lines().toList().getFirst()).matches("20.*Z\tSearch\t\tNothing found\t");
        assertThat(copied.lines().toList().getLast()).matches("20.*Z\twindow\ta.tdb\tOpened\t/data/a.tdb");
    }

    @Test
    void onlyTheLatestThousandAreKept() {
        int kept = GuiActionRunner.execute(() -> {
            var log = new EventLog();
            for (int i = 0; i < 1500; i++) {
                log.add("f", "line " + i, "");
            }
            assertThat(log.entries().getLast().what()).isEqualTo("line 1499");
            return log.entries().size();
        });
        assertThat(kept).isEqualTo(1000);
    }
}
