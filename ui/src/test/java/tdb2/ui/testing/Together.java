package tdb2.ui.testing;

import java.util.List;
import java.util.function.Function;
import javax.swing.JComponent;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** Several views of one file, one above the other, as one. */
public final class Together implements ViewPart {
    private final JPanel panel = new JPanel(new MigLayout("insets 0, fill, wrap 1", "[grow, fill]"));
    private final List<ViewPart> parts;

    private Together(List<ViewPart> parts) {
        this.parts = parts;
        parts.forEach(part -> panel.add(part.component(), "grow, push, hmin 200"));
    }

    /** Makes views that share what they work with. */
    public static Function<ViewContext, ViewPart> of(List<Function<ViewContext, ViewPart>> factories) {
        return context -> new Together(factories.stream().map(factory -> factory.apply(context)).toList());
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void shown() {
        parts.forEach(ViewPart::shown);
    }

    @Override
    public void hidden() {
        parts.forEach(ViewPart::hidden);
    }

    @Override
    public void disposed() {
        parts.forEach(ViewPart::disposed);
    }
}
