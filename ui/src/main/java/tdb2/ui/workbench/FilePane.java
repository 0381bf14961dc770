package tdb2.ui.workbench;

import java.awt.BorderLayout;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.swing.BoxLayout;
import javax.swing.JPanel;
import javax.swing.JTabbedPane;

import tdb2.engine.collect.Collected;
import tdb2.engine.error.TdbException;
import tdb2.engine.transaction.RecoveryState;
import tdb2.ui.theme.Icons;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;

/** The views of one open file in the middle of the window, with what is to be said about the file above them. */
final class FilePane extends JPanel implements Document.Listener {

    private final Document document;
    private final JTabbedPane tabs = new JTabbedPane();
    private final MessageBar recovery = new MessageBar();
    private final MessageBar trouble = new MessageBar();
    private final MessageBar collected = new MessageBar();
    private final LiveBar live;
    private final List<ViewSlot> slots = new ArrayList<>();

    FilePane(Document document, SelectionModel selection, List<ViewType> types, Settings settings,
            LiveFiles live) {
        super(new BorderLayout());
        this.document = document;
        var context = new ViewContext(document, selection, this::reveal, settings);
        tabs.setName("views");
        tabs.setTabLayoutPolicy(JTabbedPane.SCROLL_TAB_LAYOUT);
        tabs.getAccessibleContext().setAccessibleName(Jobs.TEXTS.get("views.name", document.name()));
        for (ViewType type : types) {
            var slot = new ViewSlot(type, context);
            slots.add(slot);
            tabs.addTab(type.title(), Icons.of(type.icon()), slot);
        }
        var bars = new JPanel();
        bars.setLayout(new BoxLayout(bars, BoxLayout.Y_AXIS));
        recovery.setName("message.recovery");
        trouble.setName("message.trouble");
        this.live = new LiveBar(document, live);
        bars.add(this.live);
        collected.setName("message.collected");
        bars.add(collected);
        tellOfArchive();
        bars.add(recovery);
        bars.add(trouble);
        add(bars, BorderLayout.NORTH);
        add(tabs);
        document.addListener(this);
        tellOfRecovery();
    }

    /** Brings a view to the front and moves the keyboard into it. */
    void reveal(String id) {
        raise(id);
        slot(id).ifPresent(ViewSlot::takeFocus);
    }

    /** Brings a view to the front; the keyboard stays where it is. */
    void raise(String id) {
        slot(id).ifPresent(tabs::setSelectedComponent);
    }

    private Optional<ViewSlot> slot(String id) {
        return slots.stream().filter(slot -> slot.type().id().equals(id)).findFirst();
    }

    @Override
    public void refreshed(Document refreshed) {
        trouble.clear();
        tellOfRecovery();
    }

    @Override
    public void notRefreshed(Document refreshed, TdbException why) {
        Message message = FailureText.of(document.path(), why);
        trouble.show(new Message(Tone.WARNING, Jobs.TEXTS.get("refresh.failed", message.what()),
                Jobs.TEXTS.get("refresh.failed.means"), message.next(), message.technical()));
    }

    private void tellOfArchive() {
        document.collected().map(Collected::manifest).ifPresent(said -> {
            String what = Jobs.TEXTS.get("collected", said.source(), said.host(),
                    DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                            .format(said.collected().atZone(ZoneId.systemDefault())));
            String values = Jobs.TEXTS.get(said.values() ? "collected.values" : "collected.noValues");
            String keys = said.keys() ? "" : " " + Jobs.TEXTS.get("collected.noKeys");
            String flux = said.inFlux() ? " " + Jobs.TEXTS.get("collected.flux") : "";
            collected.show(new Message(Tone.INFO, what, values + keys + flux, "", ""));
        });
    }

    private void tellOfRecovery() {
        RecoveryState state = document.view().recovery();
        if (state.status() != RecoveryState.Status.PENDING) {
            recovery.clear();
            return;
        }
        recovery.show(new Message(Tone.WARNING, Jobs.TEXTS.get("recovery.pending"),
                Jobs.TEXTS.get(document.view().previewed() ? "recovery.previewed" : "recovery.raw"),
                Jobs.TEXTS.get("recovery.next"), state.summary()));
    }

    void dispose() {
        document.removeListener(this);
        live.dispose();
        slots.forEach(ViewSlot::dispose);
    }
}
