package tdb2.ui.repair;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.EventQueue;
import java.awt.event.ActionEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JTabbedPane;
import net.miginfocom.swing.MigLayout;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.error.TdbException;
import tdb2.engine.repair.Fix;
import tdb2.engine.repair.InPlace;
import tdb2.engine.repair.RepairReport;
import tdb2.engine.repair.RepairedCopy;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.EmptyState;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;
import tdb2.ui.widgets.WrapBar;
import tdb2.ui.workbench.PathForm;
import tdb2.ui.workbench.RefusedContext;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.Shortcut;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/**
 * What is broken in a file and what can be saved of it, step by step; writes a sound copy, or puts right in the file itself
 * what is harmless. Of a file that cannot be opened too. Event thread only.
 */
public final class RepairView implements ViewPart {

    private static final Texts TEXTS = Texts.of(RepairView.class);
    private static final String EMPTY = "empty";
    private static final String BODY = "body";
    private static final String TARGET = "target";
    private static final String REDACT = "redact";
    private static final String JSON = "json";
    private static final int NAMED = 5;

    private final Broken broken;
    private final RepairJobs jobs;
    private final JPanel panel = new JPanel(new BorderLayout());
    private final CardLayout cards = new CardLayout();
    private final JPanel body = new JPanel(cards);
    private final EmptyState empty = new EmptyState("repair", TEXTS.get("empty"), TEXTS.get("empty.hint"));
    private final MessageBar message = new MessageBar();
    private final PathForm copyForm = new PathForm("repair", List.of(TARGET), List.of(REDACT), this::copy);
    private final PathForm reportForm = new PathForm("report", List.of(TARGET), List.of(JSON, REDACT), this::save);
    private final ImpactPane impact = new ImpactPane();
    private final StepsPane steps;
    private final AsidesPane asides;
    private final PlacePane place;
    private final JTabbedPane tabs = new JTabbedPane();
    private final List<JButton> buttons = new ArrayList<>();
    private Optional<Planned> planned = Optional.empty();
    private Optional<RepairedCopy> made = Optional.empty();
    private boolean busy;

    /** The view of a file that is open. */
    public static ViewPart of(ViewContext context) {
        RepairView[] view = new RepairView[1];
        view[0] = new RepairView(new Broken(context.document().path(), context.document().jobs(), context.opener(),
                stretch -> context.publish(view[0],
                        Selection.bytes(context.document(), stretch.offset(), stretch.length()))));
        return view[0];
    }

    /** The view of a file that cannot be opened. */
    public static ViewPart ofRefused(RefusedContext context) {
        return new RepairView(new Broken(context.path(), context.jobs(), context.opener(), _ -> {
            // no other view shows it
        }));
    }

    private RepairView(Broken broken) {
        this.broken = broken;
        jobs = new RepairJobs(broken, this::failed, this::cancelled);
        steps = new StepsPane(jobs);
        asides = new AsidesPane(jobs);
        place = new PlacePane(broken);
        panel.setName("repair." + broken.name());
        panel.setOpaque(false);
        message.setName("repair.message");
        var top = new JPanel(new MigLayout("insets 0, gap 0, wrap 1, fillx, hidemode 3", "[grow, fill]"));
        top.setOpaque(false);
        List.of(bar(), message, copyForm, reportForm).forEach(part -> top.add(part, "wmin 0"));
        panel.add(top, BorderLayout.PAGE_START);
        panel.add(body);
        tabs.setName("repair.tabs");
        tabs.getAccessibleContext().setAccessibleName(TEXTS.get("tabs"));
        tabs.addTab(TEXTS.get("tab.steps"), steps);
        tabs.addTab(TEXTS.get("tab.asides"), asides);
        tabs.addTab(TEXTS.get("tab.place"), place);
        var content = new JPanel(new MigLayout("insets 0, fill, wrap 1, gapy 0", "[grow, fill]", "[][grow, fill]"));
        content.setOpaque(false);
        content.add(impact, "wmin 0, hmin pref");
        content.add(tabs, "wmin 0, hmin 120");
        body.setOpaque(false);
        body.add(empty, EMPTY);
        body.add(content, BODY);
        enable();
    }

    private JPanel bar() {
        var bar = new WrapBar(2);
        bar.add(button("plan", "check", this::plan));
        bar.add(button("copy", "save", this::askCopy));
        bar.add(button("report", "info", this::askReport));
        bar.add(button("inPlace", "edit", this::askInPlace));
        bar.add(button("undo", "undo", this::undo));
        return bar;
    }

    private JButton button(String id, String icon, Runnable does) {
        Shortcut shortcut = Shortcut.of(TEXTS, id);
        Action action = action("button." + id, does);
        var button = new JButton(action);
        button.setName("repair." + id);
        button.setIcon(Icons.of(icon));
        button.setToolTipText(TEXTS.get("tip." + id, shortcut.keyText()));
        panel.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(shortcut.key(), id);
        panel.getActionMap().put(id, action("button." + id, () -> {
            if (button.isEnabled()) {
                does.run();
            }
        }));
        buttons.add(button);
        return button;
    }

    private static Action action(String text, Runnable does) {
        return new AbstractAction(TEXTS.get(text)) {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        };
    }

    /** One thing at a time; a copy and a report need a plan. */
    private void enable() {
        buttons.forEach(button -> {
            boolean needsPlan = button.getName().equals("repair.copy") || button.getName().equals("repair.report");
            button.setEnabled(!busy && (!needsPlan || planned.isPresent()));
        });
    }

    private void begin() {
        busy = true;
        if (buttons.stream().anyMatch(JButton::isFocusOwner)) {
            panel.requestFocusInWindow(); // else the keyboard would leave the view with the button that is disabled now
        }
        message.clear();
        enable();
    }

    private void end() {
        busy = false;
        enable();
    }

    private void plan() {
        begin();
        empty.say(TEXTS.get("planning"), TEXTS.get("planning.hint"));
        cards.show(body, planned.isPresent() ? BODY : EMPTY);
        jobs.plan(this::show);
    }

    private void show(Planned answer) {
        planned = Optional.of(answer);
        end();
        impact.show(answer.plan());
        asides.show(answer);
        tabs.setTitleAt(1, TEXTS.get("tab.asides.count", answer.plan().suspect()));
        cards.show(body, BODY);
        steps.show(answer.plan());
        tabs.setSelectedComponent(steps);
        EventQueue.invokeLater(steps::takeFocus);
    }

    private void askCopy() {
        reportForm.setVisible(false);
        copyForm.open(TEXTS.get("copy.of", broken.name()),
                Map.of(TARGET, broken.beside(".repaired").toString()));
    }

    private void copy() {
        begin();
        jobs.copy(copyForm.typed(TARGET), copyForm.isTicked(REDACT), this::show);
    }

    private void show(RepairedCopy copy) {
        end();
        copyForm.ended(Optional.empty());
        made = Optional.of(copy);
        place.show(copy);
        tabs.setSelectedComponent(place);
        EventQueue.invokeLater(place::takeFocus);
        String means = TEXTS.get("copied.means", Formats.count(copy.plan().recovered()), copy.plan().suspect(),
                Formats.size(copy.bytes()));
        message.show(new Message(Tone.INFO, TEXTS.get("copied", broken.name(), copy.output()), means,
                TEXTS.get("copied.next"), ""),
                action("button.open", () -> broken.opener().accept(copy.output())));
    }

    private void askReport() {
        copyForm.setVisible(false);
        reportForm.open(TEXTS.get("report.of", broken.name()),
                Map.of(TARGET, broken.path().resolveSibling(broken.name() + ".report.txt").toString()));
    }

    private void save() {
        begin();
        Planned now = planned.orElseThrow();
        var report = new RepairReport(made.map(RepairedCopy::plan).orElse(now.plan()), made, now.asides(),
                made.map(RepairedCopy::output), reportForm.isTicked(REDACT));
        jobs.save(reportForm.typed(TARGET), reportForm.isTicked(JSON) ? report.json() : report.text(), this::saved);
    }

    private void saved(Path to) {
        end();
        reportForm.ended(Optional.empty());
        message.show(new Message(Tone.INFO, TEXTS.get("saved", to), TEXTS.get("saved.means"), "", ""));
    }

    /** First looks what could be put right; nothing is written before the user has seen it. */
    private void askInPlace() {
        begin();
        jobs.fixes(fixes -> {
            end();
            if (fixes.isEmpty()) {
                message.show(new Message(Tone.INFO, TEXTS.get("inPlace.none"), TEXTS.get("inPlace.none.means"), "",
                        ""));
                return;
            }
            cards.show(body, planned.isPresent() ? BODY : EMPTY);
            planned.ifPresent(_ -> {
                tabs.setSelectedComponent(steps);
                steps.show(fixes);
            });
            message.show(new Message(Tone.WARNING, TEXTS.get("inPlace.ask", fixes.size(), broken.name()),
                    TEXTS.get("inPlace.means", broken.name()), "", lines(fixes)),
                    action("button.inPlace.do", () -> inPlace()), action("button.leave", this::leave));
            focusOn(TEXTS.get("button.leave"));
        });
    }

    /** The answer that does nothing has the keyboard. */
    private void focusOn(String name) {
        EventQueue.invokeLater(() -> findButton(message, name).ifPresent(JComponent::requestFocusInWindow));
    }

    private static Optional<JButton> findButton(java.awt.Container in, String name) {
        for (var child : in.getComponents()) {
            Optional<JButton> found = child instanceof JButton button
                    ? Optional.of(button).filter(one -> one.getText().equals(name))
                    : child instanceof java.awt.Container inner ? findButton(inner, name) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static String lines(List<Fix> fixes) {
        HexFormat hex = HexFormat.of();
        String named = fixes.stream().limit(NAMED).map(fix -> TEXTS.get("inPlace.line", Formats.offset(fix.offset()),
                hex.formatHex(fix.before()), hex.formatHex(fix.after()), fix.what()))
                .collect(Collectors.joining("\n"));
        return fixes.size() > NAMED ? named + "\n" + TEXTS.get("inPlace.more", fixes.size() - NAMED) : named;
    }

    private void leave() {
        message.clear();
        returnFocus();
    }

    /** The button that had the keyboard is gone: it goes back to where the user was. */
    private void returnFocus() {
        EventQueue.invokeLater(planned.isPresent() ? steps::takeFocus : buttons.getFirst()::requestFocusInWindow);
    }

    private void inPlace() {
        begin();
        returnFocus();
        jobs.inPlace(this::show);
    }

    private void show(InPlace.Result result) {
        end();
        boolean sound = result.check().verdict() == Verdict.SOUND;
        message.show(new Message(sound ? Tone.INFO : Tone.WARNING,
                TEXTS.get("inPlace.done", result.fixes().size(), broken.name()),
                TEXTS.get(sound ? "inPlace.sound" : "inPlace.unsound", result.check().findings().size()),
                result.journal().map(path -> TEXTS.get("inPlace.journal", path)).orElse(""), lines(result.fixes())));
    }

    private void undo() {
        begin();
        jobs.undo(fixes -> {
            end();
            message.show(new Message(Tone.INFO, TEXTS.get("undone", fixes.size(), broken.name()),
                    TEXTS.get("undone.means"), "", lines(fixes)));
        });
    }

    private void failed(TdbException why) {
        end();
        boolean asked = copyForm.isVisible() || reportForm.isVisible();
        copyForm.failed(why.getMessage());
        reportForm.failed(why.getMessage());
        if (planned.isEmpty()) {
            empty.say(TEXTS.get("empty"), TEXTS.get("empty.hint"));
        }
        if (!asked) {
            message.show(Message.of(TEXTS.get("failed", broken.name()), TEXTS.get("failed.means"), why.fault()));
        }
        takeKeyboardBack();
    }

    private void cancelled() {
        end();
        copyForm.failed(TEXTS.get("cancelled"));
        reportForm.failed(TEXTS.get("cancelled"));
        if (planned.isEmpty()) {
            empty.say(TEXTS.get("cancelled"), TEXTS.get("empty.hint"));
        }
        takeKeyboardBack();
    }

    private void takeKeyboardBack() {
        if (panel.isFocusOwner()) {
            returnFocus();
        }
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void disposed() {
        jobs.drop();
    }
}
