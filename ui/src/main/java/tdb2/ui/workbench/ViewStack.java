package tdb2.ui.workbench;

import java.awt.CardLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.swing.JPanel;

import tdb2.engine.error.TdbException;
import tdb2.ui.widgets.EmptyState;

/** One kind of view in the window: the view of the file in front. Views of other files stay as they are behind it. */
final class ViewStack extends JPanel implements OpenFiles.Listener {

    private static final String NOTHING = "nothing";

    private final ViewType type;
    private final OpenFiles files;
    private final ViewServices services;
    private final CardLayout cards = new CardLayout();
    private final Map<OpenFile, ViewSlot> slots = new HashMap<>();

    ViewStack(ViewType type, OpenFiles files, ViewServices services) {
        this.type = type;
        this.files = files;
        this.services = services;
        setName("stack." + type.id());
        setLayout(cards);
        add(new EmptyState(type.icon(), type.title(), type.answers()), NOTHING);
        files.addListener(this);
    }

    @Override
    public void changed(OpenFile file) {
        drop(file);
        switch (file.state()) {
            case OpenFile.State.Ready(Document document) -> add(file, new ViewSlot(type,
                    () -> type.factory().apply(services.context(document)), services.settings(), () -> {}));
            case OpenFile.State.Refused(TdbException why) -> type.unopened().ifPresent(factory -> {
                RefusedContext context = services.refused(file, why);
                add(file, new ViewSlot(type, () -> factory.apply(context), services.settings(),
                        () -> context.jobs().close(() -> {})));
            });
            case OpenFile.State.Opening _ -> {
                // nothing to show yet
            }
        }
        activated(files.active());
    }

    private void add(OpenFile file, ViewSlot slot) {
        slots.put(file, slot);
        add(slot, key(file));
    }

    @Override
    public void removed(OpenFile file) {
        drop(file);
    }

    @Override
    public void activated(Optional<OpenFile> file) {
        cards.show(this, file.filter(slots::containsKey).map(ViewStack::key).orElse(NOTHING));
    }

    /** Moves the keyboard into the view of the file in front. */
    void takeFocus() {
        files.active().map(slots::get).ifPresent(ViewSlot::takeFocus);
    }

    private void drop(OpenFile file) {
        Optional.ofNullable(slots.remove(file)).ifPresent(slot -> {
            slot.dispose();
            remove(slot);
        });
    }

    private static String key(OpenFile file) {
        return file.path().toString();
    }
}
