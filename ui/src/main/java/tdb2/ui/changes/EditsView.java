package tdb2.ui.changes;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.EventQueue;
import java.awt.event.ActionEvent;
import java.util.List;
import java.util.Optional;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
import tdb2.engine.Edit;
import tdb2.ui.decode.ValueText;
import tdb2.ui.decode.Decodings;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.EmptyState;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;
import tdb2.ui.widgets.WrapBar;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Editing;
import tdb2.ui.workbench.Saving.State;
import tdb2.ui.workbench.Shortcut;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** The edits of a file that are not saved: with old and new value, taken back one by one; and what came of saving them. */
public final class EditsView implements ViewPart {
    private static final Texts TEXTS = Texts.of(EditsView.class);
    private static final String LIST = "list";
    private static final String EMPTY = "empty";
    private static final String CONFLICTS = "conflicts";

    private final Editing editing;
    private final JPanel panel = new JPanel(new BorderLayout());
    private final CardLayout cards = new CardLayout();
    private final JPanel body = new JPanel(cards);
    private final MessageBar message = new MessageBar();
    private final EmptyState empty;
    private final EditsPane list;
    private final ConflictPane conflicts;
    private final JPanel buttons = new WrapBar(2);
    private boolean visible;
    private final Runnable edited = this::show;
    private final Runnable saved = this::tell;

    public EditsView(ViewContext context) {
        Document document = context.document();
        editing = document.editing();
        var values = new ValueText(new Decodings(document, context.settings(), this::show));
        list = new EditsPane(values);
        conflicts = new ConflictPane(values, this::mine, editing.saving()::resolve, editing.saving()::dismiss);
        empty = new EmptyState("edits", TEXTS.get("empty"), TEXTS.get("empty.hint"));
        panel.setName("edits." + document.name());
        message.setName("edits.message");
        for (JPanel part : List.of(panel, body, buttons)) {
            part.setOpaque(false);
        }
        body.add(list, LIST);
        body.add(empty, EMPTY);
        body.add(conflicts, CONFLICTS);
        button("save", editing.saving()::save);
        button("revert", () -> list.selected().ifPresent(edit -> editing.history()
                .change(now -> now.without(List.of(edit.key())))));
        button("revertAll", () -> editing.history().change(now -> now.without(now.list().stream().map(Edit::key)
                .toList())));
        panel.add(message, BorderLayout.PAGE_START);
        panel.add(body);
        panel.add(buttons, BorderLayout.PAGE_END);
        editing.history().addListener(edited);
        editing.saving().addListener(saved);
        show();
        tell();
    }

    private Optional<byte[]> mine(byte[] key) {
        return editing.history().now().of(key).flatMap(Edit::value);
    }

    private void button(String id, Runnable does) {
        Action action = new AbstractAction(TEXTS.get(id)) {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        };
        if (TEXTS.has("action." + id + ".key")) {
            list.table().getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT)
                    .put(Shortcut.of(TEXTS, id).key(), id);
            list.table().getActionMap().put(id, action);
        }
        var button = new JButton(action);
        button.setName("edits." + id);
        button.setToolTipText(TEXTS.get("tip." + id));
        buttons.add(button);
    }

    @Override
    public JComponent component() {
        return panel;
    }

    /** The keyboard goes to what needs the user. */
    @Override
    public void shown() {
        visible = true;
        show();
        if (editing.saving().state() instanceof State.Conflicting) {
            EventQueue.invokeLater(conflicts::takeFocus);
        }
    }

    @Override
    public void hidden() {
        visible = false;
    }

    @Override
    public void disposed() {
        editing.history().removeListener(edited);
        editing.saving().removeListener(saved);
    }

    private void show() {
        if (list == null) {
            return; // what values mean became known before there was anything to show
        }
        if (visible) {
            list.show(editing.history().now().list());
        }
        String refusal = editing.refusal().orElse("");
        empty.say(TEXTS.get("empty"), refusal.isEmpty() ? TEXTS.get("empty.hint") : refusal);
        showCard();
    }

    private void showCard() {
        boolean conflict = editing.saving().state() instanceof State.Conflicting;
        boolean any = !editing.history().now().isEmpty();
        cards.show(body, conflict ? CONFLICTS : any ? LIST : EMPTY);
        buttons.setVisible(any && !conflict);
    }

    /** Saving is somewhere else. */
    private void tell() {
        showCard();
        switch (editing.saving().state()) {
            case State.Idle(),State.Running() -> message.clear();
            case State.Saved(int edits) -> message.show(new Message(Tone.INFO, TEXTS.get("saved", edits),
                    TEXTS.get("saved.means"), "", ""), dismiss());
            case State.Cancelled() -> message.show(new Message(Tone.INFO, TEXTS.get("cancelled"),
                    TEXTS.get("unchanged"), "", ""), dismiss());
            case State.Conflicting(var found) -> {
                message.show(new Message(Tone.WARNING, TEXTS.get("conflict", found.size()), TEXTS.get("unchanged"),
                        TEXTS.get("conflict.next"), ""));
                conflicts.show(found);
                EventQueue.invokeLater(conflicts::takeFocus);
            }
            case State.Failed(var why) ->
                    message.show(Message.of(TEXTS.get("failed"), TEXTS.get("unchanged"), why.fault()), dismiss());
        }
    }

    private Action dismiss() {
        return new AbstractAction(TEXTS.get("dismiss")) {
            @Override
            public void actionPerformed(ActionEvent event) {
                editing.saving().dismiss();
            }
        };
    }
}
