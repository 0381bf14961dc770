package tdb2.ui.workbench;

import java.awt.BorderLayout;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

import javax.swing.Action;
import javax.swing.JPanel;
import javax.swing.Timer;

import tdb2.engine.observe.FileChange.Kind;
import tdb2.ui.theme.Formats;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;

/**
 * Says above the views of a file what others did to it: replaced, deleted, grew, shrank, or changed while it is frozen.
 * Never takes the keyboard. Event thread only.
 */
final class LiveBar extends JPanel implements Document.Listener {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int SIZE_MILLIS = 8000;

    private final Document document;
    private final LiveFiles live;
    private final Runnable toggled = this::tell;
    private final MessageBar bar = new MessageBar();
    /** What became longer or shorter is said for a while only: it needs no answer. */
    private final Timer fade = new Timer(SIZE_MILLIS, _ -> forgetSize());
    private Optional<Message> shown = Optional.empty();
    private Optional<Message> size = Optional.empty();

    LiveBar(Document document, LiveFiles live) {
        super(new BorderLayout());
        this.document = document;
        this.live = live;
        bar.setName("message.live");
        add(bar);
        fade.setRepeats(false);
        document.addListener(this);
        live.addListener(toggled);
        tell();
    }

    void dispose() {
        fade.stop();
        document.removeListener(this);
        live.removeListener(toggled);
    }

    @Override
    public void outsideChanged(Document changed) {
        tell();
    }

    private void tell() {
        Optional<Outside> outside = document.outside();
        if (outside.filter(now -> now.path() != Kind.BACK && !now.kept()).isPresent()) {
            tellOfPath(outside.get());
        } else if (outside.filter(Outside::stale).isPresent() && !live.isLive()) {
            show(message(Tone.INFO, "live.stale", outside.get()), Actions.of("showNow", document::refresh),
                    Actions.of("follow", () -> live.live(true)));
        } else {
            outside.filter(now -> now.size() != now.sizeBefore()).ifPresent(now -> {
                size = Optional
                        .of(message(Tone.INFO, now.size() > now.sizeBefore() ? "live.grew" : "live.shrank", now));
                fade.restart();
            });
            size.ifPresentOrElse(message -> show(message, Actions.of("dismissLive", this::forgetSize)), this::clear);
        }
    }

    private void tellOfPath(Outside outside) {
        if (outside.path() == Kind.REPLACED) {
            show(message(Tone.WARNING, "live.replaced", outside), Actions.of("showNew", document::reopen),
                    Actions.of("keepOld", document::keep));
        } else {
            show(message(Tone.WARNING, "live.deleted", outside), Actions.of("keepOld", document::keep));
        }
    }

    private static Message message(Tone tone, String key, Outside outside) {
        String time = TIME.format(outside.seen().atZone(ZoneId.systemDefault()));
        return new Message(tone,
                Jobs.TEXTS.get(key, time, Formats.size(outside.sizeBefore()), Formats.size(outside.size())),
                Jobs.TEXTS.get(key + ".means"), "", "");
    }

    private void show(Message message, Action... actions) {
        if (shown.filter(message::equals).isEmpty()) {
            shown = Optional.of(message);
            bar.show(message, actions);
        }
    }

    private void forgetSize() {
        size = Optional.empty();
        tell();
    }

    private void clear() {
        shown = Optional.empty();
        bar.clear();
    }
}
