package tdb2.ui.records;

import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.awt.event.ActionEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JMenu;
import javax.swing.JPopupMenu;
import javax.swing.JTable;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.dump.ByteForm;
import tdb2.engine.dump.DumpFormat;
import tdb2.engine.dump.ShellCommand;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.RowRanges;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.Shortcut;

/** Copies keys, values or whole records of the chosen rows in the forms other programs take. Event thread only. */
final class CopyActions {
    private static final Texts TEXTS = Texts.of(CopyActions.class);
    private static final long LARGEST = 64L << 20;

    private final Document document;
    private final Supplier<RecordList> list;
    private final Supplier<RowRanges> chosen;
    private final BiConsumer<String, String> refuse;

    /**
     * @param list the records shown
     * @param chosen the rows to copy from
     * @param refuse told what cannot be done, and why
     */
    CopyActions(Document document, Supplier<RecordList> list, Supplier<RowRanges> chosen,
            BiConsumer<String, String> refuse) {
        this.document = document;
        this.list = list;
        this.chosen = chosen;
        this.refuse = refuse;
    }

    /** Gives a table the actions: in a menu, and on the keys for copying. */
    void install(JTable table, JPopupMenu menu) {
        menu.add(shortcut(table, "copy.keyText", key(ByteForm.ESCAPED)));
        menu.add(shortcut(table, "copy.keyHex", key(ByteForm.HEX)));
        menu.add(shortcut(table, "copy.valueText", value(ByteForm.ESCAPED)));
        menu.add(shortcut(table, "copy.valueHex", value(ByteForm.HEX)));
        menu.addSeparator();
        menu.add(forms("copy.key", CopyActions::key));
        menu.add(forms("copy.value", CopyActions::value));
        var records = new JMenu(TEXTS.get("copy.record"));
        for (DumpFormat format : DumpFormat.values()) {
            records.add(action(TEXTS.get("format." + format), entry -> dumped(format, entry)));
        }
        records.add(action(TEXTS.get("copy.command"), entry -> ShellCommand.get(document.path(), entry.key())));
        menu.add(records);
    }

    private static Function<Entry, String> key(ByteForm form) {
        return entry -> form.of(entry.key());
    }

    private static Function<Entry, String> value(ByteForm form) {
        return entry -> {
            require(entry.value().length());
            return form.of(entry.value().bytes());
        };
    }

    private static void require(long length) {
        if (length > LARGEST) {
            throw new RefusedException(new Fault("clipboard", Fault.NOWHERE, TEXTS.get("copy.large.means"),
                    TEXTS.get("copy.large"), TEXTS.get("copy.large.next")));
        }
    }

    private JMenu forms(String title, Function<ByteForm, Function<Entry, String>> part) {
        var menu = new JMenu(TEXTS.get(title));
        for (ByteForm form : ByteForm.values()) {
            menu.add(action(TEXTS.get("form." + form), part.apply(form)));
        }
        return menu;
    }

    private static String dumped(DumpFormat format, Entry entry) {
        require(entry.value().length());
        var out = new ByteArrayOutputStream();
        try {
            format.writer(out).record(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private Action shortcut(JTable table, String name, Function<Entry, String> text) {
        var shortcut = Shortcut.of(TEXTS, name);
        var action = action(shortcut.name(), text);
        action.putValue(Action.ACCELERATOR_KEY, shortcut.key());
        table.getInputMap(JTable.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(shortcut.key(), name);
        table.getActionMap().put(name, action);
        return action;
    }

    private Action action(String name, Function<Entry, String> text) {
        return new AbstractAction(name) {
            @Override
            public void actionPerformed(ActionEvent event) {
                var rows = chosen.get();
                if (rows.count() > 0) {
                    document.jobs().read("records.copy", new Copy(list.get(), rows, text));
                }
            }
        };
    }

    private final class Copy implements Job<String> {
        private final RecordList from;
        private final RowRanges rows;
        private final Function<Entry, String> text;

        Copy(RecordList from, RowRanges rows, Function<Entry, String> text) {
            this.from = from;
            this.rows = rows;
            this.text = text;
        }

        @Override
        public String title() {
            return TEXTS.get("job.copy");
        }

        @Override
        public String work(Progress progress) {
            var lines = new StringBuilder();
            try {
                from.each(rows, Fetch.RECORDS, progress, entry -> {
                    lines.append(lines.isEmpty() ? "" : "\n").append(text.apply(entry));
                    require(lines.length());
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return lines.toString();
        }

        @Override
        public void done(String answer) {
            Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(answer), null);
        }

        @Override
        public void failed(TdbException why) {
            refuse.accept(TEXTS.get("copy.failed"), why.getMessage());
        }
    }
}
