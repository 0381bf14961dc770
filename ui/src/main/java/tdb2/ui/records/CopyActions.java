package tdb2.ui.records;

import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.awt.event.ActionEvent;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JPopupMenu;
import javax.swing.JTable;
import tdb2.engine.Entry;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Shortcut;
import tdb2.ui.workbench.Job;

/** Copies key and value of the selected record as text or hex. Event thread only. */
final class CopyActions {
    private static final Texts TEXTS = Texts.of(CopyActions.class);
    private static final long LARGEST = 64L << 20;

    private final Document document;
    private final Supplier<Optional<Entry>> selected;
    private final BiConsumer<String, String> refuse;

    /**
     * @param selected the record to copy from
     * @param refuse told what cannot be done, and why
     */
    CopyActions(Document document, Supplier<Optional<Entry>> selected, BiConsumer<String, String> refuse) {
        this.document = document;
        this.selected = selected;
        this.refuse = refuse;
    }

    /** Gives a table the actions: in its context menu, and on the keys for copying. */
    void install(JTable table) {
        var menu = new JPopupMenu();
        add(menu, table, "copy.keyText", entry -> ByteText.escaped(entry.key()));
        add(menu, table, "copy.keyHex", entry -> ByteText.plainHex(entry.key()));
        menu.addSeparator();
        add(menu, table, "copy.valueText", entry -> ByteText.escaped(entry.value().bytes()));
        add(menu, table, "copy.valueHex", entry -> ByteText.plainHex(entry.value().bytes()));
        table.setComponentPopupMenu(menu);
    }

    private void add(JPopupMenu menu, JTable table, String name, Function<Entry, String> text) {
        var shortcut = Shortcut.of(TEXTS, name);
        var action = new AbstractAction(shortcut.name()) {
            @Override
            public void actionPerformed(ActionEvent event) {
                selected.get().ifPresent(entry -> copy(entry, text));
            }
        };
        action.putValue(Action.ACCELERATOR_KEY, shortcut.key());
        table.getInputMap(JTable.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(shortcut.key(), name);
        table.getActionMap().put(name, action);
        menu.add(action);
    }

    private void copy(Entry entry, Function<Entry, String> text) {
        if (entry.value().length() > LARGEST) {
            refuse.accept(TEXTS.get("copy.large"), TEXTS.get("copy.large.means"));
            return;
        }
        document.jobs().read("records.copy", new Job<String>() {
            @Override
            public String title() {
                return TEXTS.get("job.copy");
            }

            @Override
            public String work(Progress progress) {
                return text.apply(entry);
            }

            @Override
            public void done(String answer) {
                Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(answer), null);
            }

            @Override
            public void failed(TdbException why) {
                refuse.accept(TEXTS.get("copy.failed"), why.getMessage());
            }
        });
    }
}
