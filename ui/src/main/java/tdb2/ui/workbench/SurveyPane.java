package tdb2.ui.workbench;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.util.function.Consumer;

import javax.swing.JComponent;
import javax.swing.JPanel;

import tdb2.engine.error.TdbException;
import tdb2.engine.inspect.RegionMap;
import tdb2.ui.widgets.EmptyState;
import tdb2.ui.widgets.MessageBar;

/**
 * Shows something that needs the region map: asks for it when first seen, says so until it is there, and takes each new
 * one. A view that shows nothing else is this pane. Event thread only.
 */
public final class SurveyPane extends JPanel implements ViewPart, Document.Listener {

    private static final String WAITING = "waiting";
    private static final String CONTENT = "content";

    private final Document document;
    private final Consumer<RegionMap> taker;
    private final CardLayout cards = new CardLayout();
    private final JPanel middle = new JPanel(cards);
    private final MessageBar message = new MessageBar();

    /**
     * @param content what to show once the map is there
     * @param taker fills the content; called for each new map
     */
    public SurveyPane(Document document, JComponent content, Consumer<RegionMap> taker) {
        super(new BorderLayout());
        this.document = document;
        this.taker = taker;
        setOpaque(false);
        middle.setOpaque(false);
        middle.add(new EmptyState("job", Jobs.TEXTS.get("survey.waiting"), Jobs.TEXTS.get("survey.waiting.hint")),
                WAITING);
        middle.add(content, CONTENT);
        add(message, BorderLayout.NORTH);
        add(middle);
        document.addListener(this);
        document.regions().ifPresent(this::show);
    }

    @Override
    public JComponent component() {
        return this;
    }

    @Override
    public void shown() {
        document.survey();
    }

    @Override
    public void disposed() {
        document.removeListener(this);
    }

    @Override
    public void surveyed(Document surveyed) {
        surveyed.regions().ifPresent(this::show);
    }

    @Override
    public void notSurveyed(Document document, TdbException why) {
        message.show(FailureText.of(document.path(), why), Actions.of("retry", document::survey));
    }

    @Override
    public void surveyCancelled(Document document) {
        message.show(new MessageBar.Message(MessageBar.Tone.INFO, Jobs.TEXTS.get("survey.cancelled"),
                Jobs.TEXTS.get("survey.cancelled.means"), "", ""), Actions.of("retry", document::survey));
    }

    private void show(RegionMap map) {
        message.clear();
        taker.accept(map);
        cards.show(middle, CONTENT);
    }
}
