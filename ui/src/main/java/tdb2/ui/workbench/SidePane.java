package tdb2.ui.workbench;

import java.awt.CardLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.swing.JPanel;
import javax.swing.JTabbedPane;

import tdb2.ui.theme.Icons;
import tdb2.ui.widgets.EmptyState;

/** The views beside the middle, of the file in front. */
final class SidePane extends JPanel implements OpenFiles.Listener {

    private static final String NOTHING = "nothing";

    private final SelectionModel selection;
    private final List<ViewType> types;
    private final java.util.function.Consumer<String> reveal;
    private final CardLayout cards = new CardLayout();
    private final Map<OpenFile, List<ViewSlot>> slots = new HashMap<>();
    private final Map<OpenFile, JTabbedPane> panes = new HashMap<>();
    private final OpenFiles files;
    private final Settings settings;

    SidePane(OpenFiles files, SelectionModel selection, List<ViewType> types,
            java.util.function.Consumer<String> reveal, Settings settings) {
        this.files = files;
        this.selection = selection;
        this.types = types.stream().filter(type -> type.place() == ViewType.Place.RIGHT).toList();
        this.reveal = reveal;
        this.settings = settings;
        setName("side");
        setLayout(cards);
        add(new EmptyState("info", Jobs.TEXTS.get("side.empty"), Jobs.TEXTS.get("side.empty.hint")), NOTHING);
        files.addListener(this);
    }

    @Override
    public void changed(OpenFile file) {
        file.document().ifPresent(document -> {
            var pane = new JTabbedPane();
            pane.getAccessibleContext().setAccessibleName(Jobs.TEXTS.get("side.name", document.name()));
            var context = new ViewContext(document, selection, reveal, settings);
            var made = types.stream().map(type -> new ViewSlot(type, context)).toList();
            made.forEach(slot -> pane.addTab(slot.type().title(), Icons.of(slot.type().icon()), slot));
            slots.put(file, made);
            panes.put(file, pane);
            add(pane, key(file));
        });
        show(files.active());
    }

    @Override
    public void activated(Optional<OpenFile> file) {
        show(file);
    }

    @Override
    public void removed(OpenFile file) {
        Optional.ofNullable(slots.remove(file)).ifPresent(gone -> gone.forEach(ViewSlot::dispose));
        Optional.ofNullable(panes.remove(file)).ifPresent(this::remove);
    }

    /** Moves the keyboard here. */
    void takeFocus() {
        files.active().map(slots::get).flatMap(shown -> shown.stream().findFirst()).ifPresent(ViewSlot::takeFocus);
    }

    private void show(Optional<OpenFile> file) {
        cards.show(this, file.filter(panes::containsKey).map(SidePane::key).orElse(NOTHING));
    }

    private static String key(OpenFile file) {
        return file.path().toString();
    }
}
