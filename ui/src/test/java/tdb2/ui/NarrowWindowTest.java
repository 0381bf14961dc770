package tdb2.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.swing.AbstractButton;
import javax.swing.CellRendererPane;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JScrollBar;
import javax.swing.JSlider;
import javax.swing.JTextField;
import javax.swing.JViewport;
import javax.swing.Scrollable;
import javax.swing.SwingUtilities;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewType;
import tdb2.ui.workbench.WindowViewType;

/** A window of 1000 by 640, as on a small screen: what can be clicked or typed into is there as a whole, in every view. */
class NarrowWindowTest {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 640;
    /** A field is of use from this width on. */
    private static final int FIELD = 40;
    /** What its surroundings may cover of its border. */
    private static final int BORDER = 2;

    @AfterEach
    void asTheDesktopHasIt() {
        GuiActionRunner.execute(() -> Theme.zoomTo(100));
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2 })
    void noControlIsCutOff(int scale) {
        Settings settings = Settings.inMemory();
        settings.put("theme", Theme.LIGHT.name());
        settings.put("window.zoom", 100 * scale);
        try (Stage stage = new Stage(() -> Browser.window(settings))) {
            GuiActionRunner.execute(() -> stage.workbench().frame().setSize(WIDTH * scale, HEIGHT * scale));
            stage.open(Fixtures.file("tdb2/chain100.tdb"));
            List<String> cut = new ArrayList<>();
            List<String> views = Stream.concat(stage.workbench().types().stream().map(ViewType::id),
                    stage.workbench().windowTypes().stream().map(WindowViewType::id)).toList();
            for (String view : views) {
                GuiActionRunner.execute(() -> stage.workbench().reveal(view));
                ViewStand.await("all jobs are done", () -> stage.workbench().jobs().active().isEmpty());
                stage.robot().waitForIdle();
                GuiActionRunner.execute(() -> check(stage.workbench().frame().getContentPane(), view, scale, cut));
            }
            assertThat(stage.workbench().frame().getSize()).isEqualTo(new Dimension(WIDTH * scale, HEIGHT * scale));
            assertThat(cut).isEmpty();
        }
    }

    private static void check(Container in, String view, int scale, List<String> cut) {
        for (Component child : in.getComponents()) {
            if (!child.isShowing() || child instanceof CellRendererPane) {
                continue;
            }
            if (isControl(child)) {
                check((JComponent) child, view, scale, cut);
            } else if (child instanceof Container container && !scrollsSideways(child)) {
                check(container, view, scale, cut);
            }
        }
    }

    /** What a viewport holds may be wider than it, where it can be scrolled to the side. */
    private static boolean scrollsSideways(Component child) {
        return child instanceof JViewport viewport
                && !(viewport.getView() instanceof Scrollable view && view.getScrollableTracksViewportWidth());
    }

    /** What is seen of a control when its row is scrolled to. */
    private static Rectangle scrolledTo(JComponent control, JViewport viewport) {
        Rectangle all = SwingUtilities.convertRectangle(control, new Rectangle(control.getSize()), viewport.getView());
        return all.intersection(new Rectangle(viewport.getView().getSize()));
    }

    private static boolean isControl(Component child) {
        return (child instanceof AbstractButton && !(child.getParent() instanceof JScrollBar))
                || child instanceof JTextField || child instanceof JComboBox<?>
                || child instanceof JSlider;
    }

    private static void check(JComponent control, String view, int scale, List<String> cut) {
        int least = control instanceof AbstractButton ? control.getPreferredSize().width : FIELD * scale;
        Rectangle seen = SwingUtilities.getAncestorOfClass(JViewport.class, control) instanceof JViewport viewport
                ? scrolledTo(control, viewport)
                : control.getVisibleRect();
        if (control.getWidth() < least || control.getWidth() - seen.width > BORDER * scale
                || control.getHeight() - seen.height > BORDER * scale) {
            cut.add("%s: %s %s is %d x %d, wanted %d, seen %d x %d".formatted(view, control.getClass().getSimpleName(),
                    control.getName(), control.getWidth(), control.getHeight(), least, seen.width, seen.height));
        }
    }
}
