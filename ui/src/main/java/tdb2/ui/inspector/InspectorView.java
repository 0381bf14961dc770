package tdb2.ui.inspector;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.swing.JComponent;
import javax.swing.JPanel;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.marks.Bookmarks;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.EmptyState;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.SelectionModel;
import tdb2.ui.workbench.Span;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** What is selected, explained: kind and owner, key and value, the way from the hash to the bytes, every bit. */
public final class InspectorView implements ViewPart {

    /** The id of this kind of view. */
    public static final String ID = "inspector";

    private static final Texts TEXTS = Texts.of(InspectorView.class);

    private final ViewContext context;
    private final Document document;
    private final Object slot = new Object();
    private final CardLayout cards = new CardLayout();
    private final JPanel panel = new JPanel(cards);
    private final EmptyState empty = new EmptyState("info", TEXTS.get("empty.title"), TEXTS.get("empty.hint"));
    private final InspectionPane pane;
    private final SelectionModel.Listener follower = this::follow;
    private final Document.Listener watcher = new Watcher();
    private final Bookmarks.Listener marked = this::showBookmark;
    private Optional<Selection> inspected = Optional.empty();
    private Optional<Inspection> shown = Optional.empty();
    private boolean visible;

    public InspectorView(ViewContext context) {
        this.context = context;
        document = context.document();
        pane = new InspectionPane(document, context.settings(), this::narrow);
        panel.setName(ID + "." + document.name());
        var holder = new JPanel(new BorderLayout());
        holder.add(pane.component());
        panel.add(empty, "empty");
        panel.add(holder, "inspection");
        document.addListener(watcher);
        document.bookmarks().addListener(marked);
        context.selection().addListener(follower);
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void shown() {
        visible = true;
        document.survey();
        context.selection().in(document).ifPresent(selection -> follow(context, selection));
    }

    @Override
    public void hidden() {
        visible = false;
    }

    @Override
    public void disposed() {
        document.removeListener(watcher);
        document.bookmarks().removeListener(marked);
        context.selection().removeListener(follower);
    }

    private void follow(Object source, Selection selection) {
        if (source == this || selection.document() != document || !visible) {
            return;
        }
        inspected = Optional.of(selection);
        if (selection.span().isEmpty()) {
            clear();
        } else if (stillShown(selection.span().get())) {
            pane.mark(selection.span().get());
        } else {
            inspect(selection);
        }
    }

    /** Whether a span lies in the region shown, whose fields are all there. */
    private boolean stillShown(Span span) {
        return shown.map(Inspection::explanation)
                .filter(known -> known.region().offset() <= span.offset() && span.end() <= known.region().end()
                        && known.covers(span.offset()))
                .isPresent();
    }

    private void clear() {
        shown = Optional.empty();
        empty.say(TEXTS.get("empty.title"), TEXTS.get("empty.hint"));
        cards.show(panel, "empty");
    }

    private void inspect(Selection selection) {
        if (shown.isEmpty()) {
            empty.say(TEXTS.get("waiting.title"), TEXTS.get("waiting.hint"));
        }
        var map = document.regions();
        document.jobs().read(slot, new Job<Optional<Inspection>>() {
            @Override
            public String title() {
                return TEXTS.get("job.inspect");
            }

            @Override
            public Optional<Inspection> work(Progress progress) {
                return Inspection.of(document.tdb(), map, selection);
            }

            @Override
            public void done(Optional<Inspection> answer) {
                show(selection, answer);
            }

            @Override
            public void failed(TdbException why) {
                clear();
                empty.say(TEXTS.get("failed.title"), why.fault().message());
            }
        });
    }

    private void show(Selection selection, Optional<Inspection> answer) {
        shown = answer;
        answer.ifPresentOrElse(inspection -> {
            pane.show(inspection);
            showBookmark();
            selection.span().ifPresent(pane::mark);
            cards.show(panel, "inspection");
        }, () -> {
            empty.say(TEXTS.get("waiting.title"), TEXTS.get("waiting.hint"));
            cards.show(panel, "empty");
        });
    }

    /** The notes on what is shown. */
    private void showBookmark() {
        shown.ifPresent(inspection -> {
            var region = inspection.explanation().region();
            var entry = inspection.explanation().entry();
            pane.showBookmark(document.bookmarks().list().stream()
                    .filter(one -> one.key().isPresent()
                            ? entry.filter(found -> one.isOn(found.key(), found.header().keyLength())).isPresent()
                            : one.touches(region.offset(), region.length()))
                    .map(one -> TEXTS.get(one.note().isEmpty() ? "bookmark" : "bookmark.note", one.note()))
                    .collect(Collectors.joining("\n")));
        });
    }

    /** The user picked a field or a step of the path. */
    private void narrow(Span span) {
        inspected.ifPresent(selection -> {
            boolean inside = shown.map(inspection -> inspection.explanation().region())
                    .filter(region -> span.offset() >= region.offset() && span.end() <= region.end()).isPresent();
            var narrowed = inside
                    ? selection.at(span)
                    : Selection.bytes(document, span.offset(), span.length());
            context.publish(this, narrowed);
        });
    }

    /** Keeps up with the file. */
    private final class Watcher implements Document.Listener {
        @Override
        public void refreshed(Document same) {
            again();
        }

        @Override
        public void surveyed(Document same) {
            again();
        }

        private void again() {
            if (visible) {
                inspected.filter(selection -> selection.span().isPresent())
                        .ifPresent(InspectorView.this::inspect);
            }
        }
    }
}
