package tdb2.ui.space;

import java.awt.BorderLayout;
import java.util.Optional;

import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;

import net.miginfocom.swing.MigLayout;
import tdb2.engine.inspect.Region;
import tdb2.engine.inspect.RegionMap;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.Section;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.SelectionModel;
import tdb2.ui.workbench.Span;
import tdb2.ui.workbench.SurveyPane;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** Every region of the file in order, as many as fit on the screen at a time. Event thread only. */
public final class LayoutView implements ViewPart, SelectionModel.Listener {

    static final Texts TEXTS = Texts.of(LayoutView.class);

    private final ViewContext context;
    private final RegionPager pager;
    private final Section section;
    private final JTextField go = new JTextField(14);
    private final SurveyPane pane;

    public LayoutView(ViewContext context) {
        this.context = context;
        pager = new RegionPager(context.document(), this::say, this::publish);
        var content = new JPanel(new BorderLayout());
        content.add(pager);
        content.setOpaque(false);
        content.add(goBar(), BorderLayout.SOUTH);
        section = new Section("layout", TEXTS.get("layout.question"), content);
        pane = new SurveyPane(context.document(), section, this::fill);
        context.selection().addListener(this);
    }

    private JPanel goBar() {
        var bar = new JPanel(new MigLayout("insets 8 0 0 0, gapx 8"));
        bar.setOpaque(false);
        var label = new JLabel(TEXTS.get("layout.go"));
        label.setLabelFor(go);
        label.setDisplayedMnemonic(TEXTS.get("layout.go.mnemonic").charAt(0));
        go.setName("layout.go");
        go.setFont(Theme.mono());
        go.addActionListener(_ -> goTo(go.getText().strip()));
        bar.add(label);
        bar.add(go);
        return bar;
    }

    private void goTo(String text) {
        Optional<Long> offset = parse(text).filter(at -> at >= 0 && at < context.document().view().size());
        go.putClientProperty("JComponent.outline", offset.isPresent() ? null : "error");
        go.setToolTipText(offset.isPresent() ? null : TEXTS.get("layout.go.bad"));
        offset.ifPresent(at -> pager.show(at, Optional.of(new Span(at, 1))));
    }

    private static Optional<Long> parse(String text) {
        try {
            return Optional.of(Long.decode(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    @Override
    public JComponent component() {
        return pane;
    }

    @Override
    public void shown() {
        pane.shown();
    }

    @Override
    public void disposed() {
        context.selection().removeListener(this);
        pane.disposed();
    }

    @Override
    public void selected(Object source, Selection selection) {
        if (source != this && selection.document() == context.document()) {
            selection.span().ifPresent(pager::follow);
        }
    }

    private void fill(RegionMap map) {
        pager.use(map);
        context.selection().in(context.document()).flatMap(Selection::span).ifPresent(pager::follow);
    }

    private void say(Span shown) {
        section.say(TEXTS.get("layout.answer", Formats.size(context.document().view().size()),
                Formats.offset(shown.offset()), Formats.offset(shown.end())));
    }

    private void publish(Region region) {
        Document document = context.document();
        context.publish(this, region instanceof Region.Record record
                ? new Selection(document, Optional.of(new Span(region.offset(), region.length())), Optional.empty(),
                        Optional.of(record.header()))
                : Selection.bytes(document, region.offset(), region.length()));
    }
}
