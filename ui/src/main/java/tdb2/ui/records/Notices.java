package tdb2.ui.records;

import java.awt.event.ActionEvent;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import net.miginfocom.swing.MigLayout;
import tdb2.engine.error.Fault;
import tdb2.engine.error.TdbException;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;

/** What there is to say about a list of records: others writing, gaps, errors. Event thread only. */
final class Notices extends JPanel {
    private static final Texts TEXTS = Texts.of(Notices.class);
    private static final int LISTED = 2000;

    private final MessageBar flux = new MessageBar();
    private final MessageBar gaps = new MessageBar();
    private final MessageBar error = new MessageBar();
    private final FactTable places = new FactTable("records.gaps",
            FactTable.Column.mono(TEXTS.get("gaps.offset"), 100),
            FactTable.Column.text(TEXTS.get("gaps.expected"), 200),
            FactTable.Column.text(TEXTS.get("gaps.found"), 320));
    private final JScrollPane list = new JScrollPane(places);
    private List<Fault> shown = List.of();

    /** Notices; picking a gap tells its fault. */
    Notices(Consumer<Fault> picked) {
        super(new MigLayout("insets 0, gap 0, hidemode 3, fillx, wrap 1", "[grow, fill]"));
        flux.setName("records.flux");
        gaps.setName("records.gaps.message");
        error.setName("records.error");
        places.getAccessibleContext().setAccessibleName(TEXTS.get("gaps.name"));
        places.onPick(what -> picked.accept((Fault) what));
        list.setVisible(false);
        add(error);
        add(flux);
        add(gaps);
        add(list, "h " + Theme.grid(32) + "!");
    }

    /** Says whether others may be writing. */
    void flux(boolean inFlux, Action refresh) {
        if (!inFlux) {
            flux.clear();
        } else if (!flux.isVisible()) {
            flux.show(new Message(Tone.INFO, TEXTS.get("flux.what"), TEXTS.get("flux.means"), TEXTS.get("flux.next"),
                    ""), refresh);
        }
    }

    /** Says what could not be read. */
    void gaps(List<Fault> faults) {
        if (faults.equals(shown)) {
            return;
        }
        shown = faults;
        list.setVisible(list.isVisible() && !faults.isEmpty());
        if (faults.isEmpty()) {
            gaps.clear();
            return;
        }
        gaps.show(new Message(Tone.WARNING, TEXTS.get("gaps.what", faults.size()), TEXTS.get("gaps.means"), "",
                faults.stream().limit(20).map(Fault::message).collect(Collectors.joining("\n"))), new ShowPlaces());
        places.rows(faults.stream().limit(LISTED).map(Notices::row).toList());
    }

    /** Says what went wrong. */
    void error(String what, String means, TdbException why) {
        error.show(Message.of(what, means, why.fault()), new Dismiss());
    }

    /** Says something, and offers what can be done about it. */
    void say(String what, String means, Action... offers) {
        error.show(new Message(Tone.INFO, what, means, "", ""),
                Stream.concat(Stream.of(offers), Stream.of(new Dismiss())).toArray(Action[]::new));
    }

    /** Takes the last error away. */
    void clearError() {
        error.clear();
    }

    private static FactTable.Row row(Fault fault) {
        var offset = fault.offset() == Fault.NOWHERE
                ? FactTable.Cell.of(TEXTS.get("gaps.nowhere"))
                : FactTable.Cell.of(Formats.offset(fault.offset()), Formats.offsetTip(fault.offset()), fault.offset());
        return FactTable.Row.of(fault, offset, FactTable.Cell.of(fault.expected()), FactTable.Cell.of(fault.found()));
    }

    private final class ShowPlaces extends AbstractAction {
        ShowPlaces() {
            super(TEXTS.get("gaps.show"));
        }

        @Override
        public void actionPerformed(ActionEvent event) {
            list.setVisible(!list.isVisible());
            revalidate();
        }
    }

    private final class Dismiss extends AbstractAction {
        Dismiss() {
            super(TEXTS.get("error.dismiss"));
        }

        @Override
        public void actionPerformed(ActionEvent event) {
            clearError();
        }
    }
}
