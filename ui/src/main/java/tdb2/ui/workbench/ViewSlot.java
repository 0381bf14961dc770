package tdb2.ui.workbench;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.event.HierarchyEvent;
import java.util.Optional;
import java.util.function.Supplier;

import javax.swing.JPanel;
import javax.swing.LayoutFocusTraversalPolicy;
import javax.swing.UIManager;

/**
 * The place of one view of one document: makes the view when it is first seen and tells it when it comes and goes. Event
 * thread only.
 */
final class ViewSlot extends JPanel {

    private final ViewType type;
    private final Supplier<ViewPart> maker;
    private final Settings settings;
    private final Runnable closing;
    private Optional<ViewPart> part = Optional.empty();
    private boolean showing;

    /**
     * @param maker makes the view when it is first seen
     * @param settings keep the widths of its columns
     * @param closing called when the place is given up
     */
    ViewSlot(ViewType type, Supplier<ViewPart> maker, Settings settings, Runnable closing) {
        super(new BorderLayout());
        this.type = type;
        this.maker = maker;
        this.settings = settings;
        this.closing = closing;
        setName("view." + type.id());
        getAccessibleContext().setAccessibleName(type.title());
        addHierarchyListener(event -> {
            if ((event.getChangeFlags() & HierarchyEvent.SHOWING_CHANGED) != 0) {
                follow();
            }
        });
    }

    /** Content stands on the ground of tables, not on that of the frame. */
    @Override
    public void updateUI() {
        super.updateUI();
        setBackground(UIManager.getColor("Table.background"));
    }

    ViewType type() {
        return type;
    }

    private void follow() {
        if (showing == isShowing()) {
            return;
        }
        showing = isShowing();
        if (showing) {
            made().shown();
        } else {
            part.ifPresent(ViewPart::hidden);
        }
    }

    private ViewPart made() {
        if (part.isEmpty()) {
            ViewPart made = maker.get();
            part = Optional.of(made);
            add(made.component());
            ColumnWidths.keep(made.component(), settings, type.id());
            revalidate();
        }
        return part.get();
    }

    /** Moves the keyboard into the view. */
    void takeFocus() {
        part.ifPresent(made -> made.firstFocus().map(Component.class::cast).filter(Component::isShowing)
                .or(() -> Optional.ofNullable(new LayoutFocusTraversalPolicy().getDefaultComponent(made.component())))
                .orElse(made.component()).requestFocusInWindow());
    }

    void dispose() {
        part.ifPresent(made -> {
            if (showing) {
                made.hidden();
            }
            showing = false;
            made.disposed();
        });
        part = Optional.empty();
        closing.run();
    }
}
