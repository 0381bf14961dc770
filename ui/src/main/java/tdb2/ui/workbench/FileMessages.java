package tdb2.ui.workbench;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;

import javax.swing.BoxLayout;
import javax.swing.JPanel;

import tdb2.engine.collect.Collected;
import tdb2.engine.collect.Manifest;
import tdb2.engine.error.TdbException;
import tdb2.engine.transaction.RecoveryState;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;

/** What is to be said about one open file as a whole: why it was refused, a pending recovery, a failed refresh. */
final class FileMessages extends JPanel implements Document.Listener {

    private final OpenFiles files;
    private final OpenFile file;
    private final LiveFiles live;
    private final transient Runnable rescuer;
    private final MessageBar collected = bar("message.collected");
    private final MessageBar refused = bar("refused");
    private final MessageBar recovery = bar("message.recovery");
    private final MessageBar trouble = bar("message.trouble");
    private Optional<Document> followed = Optional.empty();
    private Optional<LiveBar> outside = Optional.empty();

    /**
     * @param rescuer leads to what can be saved of the file in front
     */
    FileMessages(OpenFiles files, OpenFile file, LiveFiles live, Runnable rescuer) {
        this.rescuer = rescuer;
        this.files = files;
        this.live = live;
        this.file = file;
        setLayout(new BoxLayout(this, BoxLayout.Y_AXIS));
        add(refused);
        add(collected);
        add(recovery);
        add(trouble);
        update();
    }

    private static MessageBar bar(String name) {
        var bar = new MessageBar();
        bar.setName(name);
        return bar;
    }

    /** The file is in another state. */
    void update() {
        dispose();
        followed = file.document();
        followed.ifPresent(document -> document.addListener(this));
        outside = followed.map(document -> new LiveBar(document, live));
        outside.ifPresent(bar -> add(bar, 0));
        collected.clear();
        refused.clear();
        recovery.clear();
        trouble.clear();
        switch (file.state()) {
            case OpenFile.State.Opening _ -> {
                // nothing to say yet
            }
            case OpenFile.State.Refused(var why) -> refused.show(FailureText.of(file.path(), why),
                    Actions.of("rescue", rescuer), Actions.of("retry", () -> files.again(file)),
                    Actions.of("close", () -> files.close(file)));
            case OpenFile.State.Ready(var document) -> {
                document.collected().map(Collected::manifest).ifPresent(this::tellOfArchive);
                tellOfRecovery(document);
            }
        }
    }

    @Override
    public void refreshed(Document refreshed) {
        trouble.clear();
        tellOfRecovery(refreshed);
    }

    @Override
    public void notRefreshed(Document document, TdbException why) {
        Message message = FailureText.of(document.path(), why);
        trouble.show(new Message(Tone.WARNING, Jobs.TEXTS.get("refresh.failed", message.what()),
                Jobs.TEXTS.get("refresh.failed.means"), message.next(), message.technical()));
    }

    private void tellOfArchive(Manifest said) {
        String what = Jobs.TEXTS.get("collected", said.source(), said.host(), DateTimeFormatter
                .ofLocalizedDateTime(FormatStyle.MEDIUM).format(said.collected().atZone(ZoneId.systemDefault())));
        String values = Jobs.TEXTS.get(said.values() ? "collected.values" : "collected.noValues");
        String keys = said.keys() ? "" : " " + Jobs.TEXTS.get("collected.noKeys");
        String flux = said.inFlux() ? " " + Jobs.TEXTS.get("collected.flux") : "";
        collected.show(new Message(Tone.INFO, what, values + keys + flux, "", ""));
    }

    private void tellOfRecovery(Document document) {
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
        followed.ifPresent(document -> document.removeListener(this));
        outside.ifPresent(bar -> {
            bar.dispose();
            remove(bar);
        });
        outside = Optional.empty();
    }
}
