package tdb2.ui.workbench;

import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.swing.Action;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;

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

    /** Jobs that took so many seconds are worth a line. */
    private static final double TOLD_FROM = 1;

    private final EventLog log;
    private final FactTable messages = new FactTable("messages", Column.mono(text("messages.time"), 80),
            Column.text(text("messages.who"), 100), Column.text(text("messages.file"), 180),
            Column.text(text("messages.what"), 420),
            Column.text(text("messages.technical"), 600));

    LogPane(Jobs jobs, OpenFiles files, EventLog log) {
        this.log = log;
        messages.getAccessibleContext().setAccessibleName(text("messages"));
        setViewportView(messages);
        letCopy();
        jobs.addListener(this);
        files.addListener(this);
        log.addListener(this::showMessages);
    }

    private static String text(String key) {
        return Jobs.TEXTS.get(key);
    }

    /** Lines can be taken along: those selected with Ctrl+C, or all of them with the menu. */
    private void letCopy() {
        messages.setSelectionMode(ListSelectionModel.MULTIPLE_INTERVAL_SELECTION);
        var copy = Actions.of("copyMessages", () -> copy(messages.getSelectedRows()));
        var copyAll = Actions.of("copyAllMessages",
                () -> copy(IntStream.range(0, messages.getRowCount()).toArray()));
        messages.getInputMap().put((KeyStroke) copy.getValue(Action.ACCELERATOR_KEY), "copyMessages");
        messages.getActionMap().put("copyMessages", copy);
        messages.getInputMap().put((KeyStroke) copyAll.getValue(Action.ACCELERATOR_KEY), "copyAllMessages");
        messages.getActionMap().put("copyAllMessages", copyAll);
        var menu = new JPopupMenu();
        menu.add(copy);
        menu.add(copyAll);
        messages.setComponentPopupMenu(menu);
    }

    /** Copies rows as lines with tabs between the cells, the time with date and zone. */
    private void copy(int... rows) {
        String text = Arrays.stream(rows).mapToObj(messages::whatAt).flatMap(Optional::stream)
                .map(EventLog.Entry.class::cast)
                .map(entry -> String.join("\t", entry.when().toString(), entry.who(), entry.file(), entry.what(),
                        entry.technical()) + "\n")
                .collect(Collectors.joining());
        Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(text), null);
    }

    /** Moves the keyboard into the table. */
    void takeFocus() {
        messages.requestFocusInWindow();
    }

    @Override
    public void ended(JobHandle job) {
        double seconds = job.age().toMillis() / 1000.0;
        if (job.state() == JobHandle.State.CANCELLED) {
            log.add(text("log.who.job"), job.owner(), Jobs.TEXTS.get("log.cancelled", job.title()), "");
        } else if (job.state() == JobHandle.State.DONE && seconds >= TOLD_FROM) {
            log.add(text("log.who.job"), job.owner(), Jobs.TEXTS.get("log.done", job.title(), seconds), "");
        }
    }

    @Override
    public void failed(JobHandle job, TdbException why) {
        log.add(text("log.who.job"), job.owner(), Jobs.TEXTS.get("log.failed", job.title()), why.fault().message());
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
                        Cell.of(entry.who()), Cell.of(entry.file()), Cell.of(entry.what()),
                        new Cell(entry.technical(), entry.technical(), Optional.empty(), entry.technical())),
                        Optional.of(entry)))
                .toList();
        messages.rows(rows);
    }
}
