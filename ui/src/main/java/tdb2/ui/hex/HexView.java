package tdb2.ui.hex;

import java.awt.BorderLayout;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.awt.event.ActionEvent;
import java.util.Optional;
import java.util.OptionalLong;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JScrollBar;
import javax.swing.JTextField;
import javax.swing.SwingConstants;
import tdb2.ui.marks.Bookmarks;
import tdb2.ui.structure.Explainer;
import tdb2.ui.structure.Explanation;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.PageLoader;
import tdb2.ui.widgets.WrapBar;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.PageJobs;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.SelectionModel;
import tdb2.ui.workbench.Shortcut;
import tdb2.ui.workbench.Span;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** The bytes of a file with its structure behind them. */
public final class HexView implements ViewPart {

    /** The id of this kind of view. */
    public static final String ID = "hex";

    private static final Texts TEXTS = Texts.of(HexView.class);
    private static final int BLOCKS_KEPT = 64;

    private final ViewContext context;
    private final Document document;
    private final JPanel panel = new JPanel(new BorderLayout());
    private final MessageBar message = new MessageBar();
    private final JTextField goTo = new JTextField(16);
    private final JLabel info = new JLabel(" ");
    private final JScrollBar bar = new JScrollBar(SwingConstants.VERTICAL);
    private final Legend legend = new Legend();
    private final HexCaret caret = new HexCaret();
    private final Explainer explainer;
    private final HexInfo words;
    private final HexEditing editing;
    private final HexCanvas canvas;
    private final Minimap minimap;
    private final MinimapJob sampling;
    private final SelectionModel.Listener follower = this::follow;
    private final Document.Listener watcher = new Watcher();
    private final Bookmarks.Listener marked = this::repaint;
    private final PageLoader<HexBlock> blocks;
    private boolean adjusting;
    private boolean started;

    public HexView(ViewContext context) {
        this.context = context;
        document = context.document();
        caret.size(document.view().size());
        explainer = new Explainer(document);
        words = new HexInfo(explainer);
        blocks = loader();
        editing = new HexEditing(document, this::ownerOf, this::repaint);
        canvas = new HexCanvas(caret, number -> blocks.page(number), editing.edits(), document.bookmarks(),
                new CanvasHost());
        minimap = new Minimap(caret, document.bookmarks(), this::scrollToByte);
        sampling = new MinimapJob(document, minimap::show);
        canvas.getAccessibleContext().setAccessibleName(TEXTS.get("canvas.name"));
        canvas.setComponentPopupMenu(copyMenu());
        panel.setName(ID + "." + document.name());
        layOut();
        bar.addAdjustmentListener(event -> {
            if (!adjusting) {
                caret.scrollTo(caret.mapping().first(event.getValue()));
                moved();
            }
        });
        document.addListener(watcher);
        document.bookmarks().addListener(marked);
        context.selection().addListener(follower);
        tellPreview();
    }

    private void layOut() {
        var top = new WrapBar(2);
        goTo.setName("hex.goto");
        goTo.setFont(Theme.mono());
        goTo.putClientProperty("JTextField.placeholderText", TEXTS.get("goto.placeholder"));
        goTo.setToolTipText(TEXTS.get("goto.tip"));
        goTo.addActionListener(_ -> goToTyped());
        var label = new JLabel(TEXTS.get("goto.label"));
        label.setLabelFor(goTo);
        top.add(label);
        top.add(goTo);
        top.grow(legend, 200);
        var head = new JPanel(new BorderLayout());
        head.add(message, BorderLayout.PAGE_START);
        head.add(top);
        var right = new JPanel(new BorderLayout());
        right.add(bar, BorderLayout.LINE_START);
        right.add(minimap);
        info.setName("hex.info");
        info.setBorder(BorderFactory.createEmptyBorder(Theme.grid(1), Theme.grid(2), Theme.grid(1), Theme.grid(2)));
        panel.add(head, BorderLayout.PAGE_START);
        panel.add(canvas);
        panel.add(right, BorderLayout.LINE_END);
        var foot = new JPanel(new BorderLayout());
        foot.add(info, BorderLayout.PAGE_START);
        foot.add(editing.component());
        panel.add(foot, BorderLayout.PAGE_END);
        bind(panel, JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT, "goto", goTo::requestFocusInWindow);
    }

    private static void bind(JComponent to, int when, String name, Runnable does) {
        to.getInputMap(when).put(Shortcut.of(TEXTS, name).key(), name);
        to.getActionMap().put(name, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        });
    }

    private JPopupMenu copyMenu() {
        var menu = new JPopupMenu();
        for (var kind : HexCopy.values()) {
            menu.add(TEXTS.get("action.copy." + kind.name() + ".name")).addActionListener(_ -> copy(kind));
        }
        bind(canvas, JComponent.WHEN_FOCUSED, "copy.HEX", () -> copy(HexCopy.HEX));
        bind(canvas, JComponent.WHEN_FOCUSED, "copy.TEXT", () -> copy(HexCopy.TEXT));
        return menu;
    }

    @Override
    public JComponent component() {
        return panel;
    }

    /** The bytes: arrow keys move among them at once. */
    @Override
    public Optional<JComponent> firstFocus() {
        return Optional.of(canvas);
    }

    @Override
    public void shown() {
        document.survey();
        if (!started) {
            started = true;
            document.regions().ifPresent(sampling::start);
            moved();
            context.selection().in(document).ifPresent(selection -> follow(context, selection));
        }
    }

    @Override
    public void disposed() {
        document.removeListener(watcher);
        document.bookmarks().removeListener(marked);
        context.selection().removeListener(follower);
        sampling.stop();
    }

    private PageLoader<HexBlock> loader() {
        return new PageLoader<>(source(), BLOCKS_KEPT,
                new PageJobs(document.jobs(), TEXTS.get("job.block")), new PageLoader.Listener() {
                    @Override
                    public void arrived(long page) {
                        blocks.page(page).ifPresent(block -> legend.add(block.parts()));
                        canvas.repaint();
                    }

                    @Override
                    public void failed(long page, RuntimeException why) {
                        info.setText(TEXTS.get("block.failed", why.getMessage()));
                    }
                });
    }

    private PageLoader.Source<HexBlock> source() {
        return HexBlock.source(document.tdb(), document.regions());
    }

    /** The window or the caret moved. */
    private void moved() {
        if (bar == null || canvas == null) {
            return;
        }
        var mapping = caret.mapping();
        adjusting = true;
        bar.setValues(mapping.value(caret.firstRow()), mapping.extent(), 0, mapping.maximum());
        bar.setBlockIncrement(Math.max(1, mapping.extent() - 1));
        adjusting = false;
        if (started && caret.size() > 0) {
            long last = Math.min(caret.size() - 1, caret.endByte() + caret.perRow());
            blocks.want(caret.firstByte() / HexBlock.SIZE, last / HexBlock.SIZE);
        }
        repaint();
    }

    private void repaint() {
        if (canvas != null && minimap != null) {
            canvas.repaint();
            minimap.repaint();
        }
    }

    /** What a byte belongs to, as far as that is at hand. */
    private String ownerOf(long offset) {
        return blocks.page(offset / HexBlock.SIZE).flatMap(block -> block.partAt(offset))
                .map(part -> TEXTS.get("edit.place", part.style().label(), part.region().owner()))
                .orElse(TEXTS.get("edit.unknown"));
    }

    private void scrollToByte(long offset) {
        caret.scrollTo(offset / caret.perRow() - (caret.endByte() - caret.firstByte()) / caret.perRow() / 2);
        moved();
    }

    private void goToTyped() {
        var offset = OffsetText.parse(goTo.getText()).stream().filter(at -> at < caret.size()).findFirst();
        goTo.putClientProperty("JComponent.outline", offset.isPresent() ? null : "error");
        offset.ifPresent(at -> {
            canvas.reveal(new Span(at, 1));
            canvas.requestFocusInWindow();
            pick();
        });
    }

    /** What stands at the caret is selected in all views. */
    private void pick() {
        long at = caret.caret();
        boolean range = caret.to() - caret.from() > 1;
        describe(Optional.empty());
        if (range) {
            publish(Selection.bytes(document, caret.from(), caret.to() - caret.from()));
        } else if (document.regions().isEmpty()) {
            publish(Selection.bytes(document, at, 1));
        } else {
            explainer.explain(at, explanation -> {
                describe(Optional.of(explanation));
                publish(selection(explanation, at));
            }, why -> info.setText(why.getMessage()));
        }
    }

    private void publish(Selection selection) {
        canvas.mark(selection.span());
        context.publish(this, selection);
    }

    private Selection selection(Explanation explanation, long at) {
        var part = explanation.partAt(at);
        var span = explanation.fieldsAt(at).stream().findFirst()
                .map(field -> new Span(field.offset(), field.length()))
                .orElseGet(() -> new Span(part.offset(), part.length()));
        return explanation.entry()
                .map(entry -> Selection.record(document, entry.header(), entry.key()).at(span))
                .orElseGet(() -> Selection.bytes(document, span.offset(), span.length()));
    }

    private void describe(Optional<Explanation> explanation) {
        var text = words.atCaret(caret.caret(), byteAt(caret.caret()), explanation);
        info.setText(text);
        canvas.getAccessibleContext().setAccessibleDescription(text);
    }

    private OptionalLong byteAt(long at) {
        return blocks.page(at / HexBlock.SIZE).filter(block -> block.holds(at))
                .map(block -> OptionalLong.of(block.byteAt(at) & 0xff)).orElse(OptionalLong.empty());
    }

    /** Another view selected something. */
    private void follow(Object source, Selection selection) {
        if (source == this || selection.document() != document) {
            return;
        }
        canvas.mark(selection.span());
        selection.span().ifPresent(span -> {
            canvas.reveal(span);
            describe(Optional.empty());
            explain(span);
        });
    }

    private void explain(Span span) {
        explainer.explain(span.offset(), explanation -> describe(Optional.of(explanation)), _ -> {});
    }

    private void copy(HexCopy kind) {
        var bytes = HexCopy.collect(caret.from(), caret.to(), number -> blocks.page(number));
        if (bytes.isEmpty()) {
            info.setText(TEXTS.get("copy.large"));
        } else {
            var text = kind.text(bytes.get(), caret.from());
            Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(text), null);
        }
    }

    private void tellPreview() {
        if (document.view().previewed()) {
            message.show(new MessageBar.Message(MessageBar.Tone.WARNING, TEXTS.get("preview.what"),
                    TEXTS.get("preview.means"), "", document.view().recovery().summary()));
        } else {
            message.clear();
        }
    }

    private void reload() {
        explainer.forget();
        blocks.renew(source());
        moved();
    }

    /** What the canvas tells. */
    private final class CanvasHost implements HexCanvas.Host {
        @Override
        public void moved(boolean byUser) {
            HexView.this.moved();
        }

        @Override
        public void picked() {
            editing.moved();
            pick();
        }

        @Override
        public void typed(char character) {
            if (editing.typed(character, caret.caret(), byteAt(caret.caret()))) {
                canvas.advance();
            }
        }

        @Override
        public void undone() {
            if (editing.isOn()) {
                editing.undo();
            }
        }

        @Override
        public void hovered(long offset) {
            blocks.page(offset / HexBlock.SIZE).flatMap(block -> block.partAt(offset))
                    .filter(part -> explainer.of(part.region(), offset).isEmpty())
                    .ifPresent(_ -> words.prepare(offset));
        }

        @Override
        public String tip(long offset) {
            return blocks.page(offset / HexBlock.SIZE).flatMap(block -> block.partAt(offset))
                    .map(part -> words.tip(part, offset)).orElse("");
        }
    }

    /** Keeps up with the file. */
    private final class Watcher implements Document.Listener {
        @Override
        public void refreshed(Document same) {
            caret.size(document.view().size());
            canvas.measure();
            tellPreview();
            reload();
        }

        @Override
        public void surveyed(Document same) {
            if (started) {
                reload();
                document.regions().ifPresent(sampling::start);
                context.selection().in(document).flatMap(Selection::span).ifPresent(HexView.this::explain);
            }
        }
    }
}
