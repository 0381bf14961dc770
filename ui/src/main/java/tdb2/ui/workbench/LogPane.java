package tdb2.ui.workbench;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import javax.swing.JScrollPane;

import tdb2.engine.error.TdbException;
import tdb2.ui.theme.Formats;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;

/** What happened to files and jobs, the latest first. */
final class LogPane extends JScrollPane implements Jobs.Listener, OpenFiles.Listener {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final EventLog log;
    private final FactTable messages = new FactTable("messages", Column.mono(text("messages.time"), 80),
            Column.text(text("messages.file"), 180), Column.text(text("messages.what"), 420),
            Column.text(text("messages.technical"), 600));

    LogPane(Jobs jobs, OpenFiles files, EventLog log) {
        this.log = log;
        messages.getAccessibleContext().setAccessibleName(text("messages"));
        setViewportView(messages);
        jobs.addListener(this);
        files.addListener(this);
        log.addListener(this::showMessages);
    }

    private static String text(String key) {
        return Jobs.TEXTS.get(key);
    }

    /** Moves the keyboard into the table. */
    void takeFocus() {
        messages.requestFocusInWindow();
    }

    @Override
    public void failed(JobHandle job, TdbException why) {
        log.add(job.owner(), Jobs.TEXTS.get("log.failed", job.title()), why.fault().message());
    }

    @Override
    public void changed(OpenFile file) {
        file.document().ifPresent(document -> log.add(file.name(),
                Jobs.TEXTS.get("log.opened", document.view().dialect().title(), Formats.size(document.view().size())),
                file.path().toString()));
    }

    @Override
    public void removed(OpenFile file) {
        log.add(file.name(), text("log.closed"), file.path().toString());
    }

    private void showMessages() {
        List<Row> rows = log.entries().reversed().stream()
                .map(entry -> new Row(List.of(
                        new Cell(TIME.format(entry.when()), entry.when().toString(), Optional.empty(), entry.when()),
                        Cell.of(entry.file()), Cell.of(entry.what()),
                        new Cell(entry.technical(), entry.technical(), Optional.empty(), entry.technical())),
                        Optional.of(entry)))
                .toList();
        messages.rows(rows);
    }
}
