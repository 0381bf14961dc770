package tdb2.ui.learn;

import java.awt.BorderLayout;
import java.awt.EventQueue;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JTextField;

import tdb2.engine.damage.Damage;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Dialect;
import tdb2.engine.lab.DamageCase;
import tdb2.engine.lab.DamageCase.Examined;
import tdb2.engine.lab.DamageCase.Fate;
import tdb2.engine.lab.DamageCase.Repaired;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.Section;
import tdb2.ui.widgets.WrapBar;
import tdb2.ui.workbench.JobQueue;
import tdb2.ui.workbench.Scratch;
import tdb2.ui.workbench.Task;
import tdb2.ui.workbench.ViewButtons;
import tdb2.ui.workbench.WindowContext;
import tdb2.ui.workbench.WindowPart;

/**
 * A small file is broken on purpose: diagnose it, guess what was done, compare with the truth, and see what a repair saves.
 * Event thread only.
 */
public final class DamageView implements WindowPart {

    /** The name it is registered under. */
    public static final String ID = "damagelab";

    private static final Texts TEXTS = Texts.of(DamageView.class);
    private static final Object WORK = "learn.damage";

    private final WindowContext context;
    private final JPanel panel = new JPanel(new BorderLayout());
    private final JobQueue jobs;
    private final MessageBar message = new MessageBar();
    private final JComboBox<String> dialect = LabBar.chooser("damage.dialect",
            Arrays.stream(Dialect.values()).map(Dialect::title));
    private final JComboBox<String> damage = LabBar.chooser("damage.damage",
            Stream.concat(Stream.of(TEXTS.get("damage.riddle")), Arrays.stream(Damage.values()).map(Damage::does)));
    private final JTextField seed = new JTextField("1", 4);
    private final JComboBox<String> guess = LabBar.chooser("damage.guess",
            Arrays.stream(Damage.values()).map(Damage::does));
    private final DamageTables tables = new DamageTables();
    private final Section section;
    private final ViewButtons buttons = ViewButtons.of(ID, panel, TEXTS);
    private Optional<DamageCase> made = Optional.empty();
    private Optional<Examined> examined = Optional.empty();
    private Optional<Repaired> repaired = Optional.empty();
    private boolean revealed;

    public DamageView(WindowContext context) {
        this.context = context;
        jobs = context.jobs().queue(TEXTS.get("owner"));
        panel.setName(ID);
        panel.getAccessibleContext().setAccessibleName(TEXTS.get("damage.name"));
        message.setName("damage.message");
        seed.setName("damage.seed");
        seed.getAccessibleContext().setAccessibleName(TEXTS.get("damage.seed"));
        seed.setToolTipText(TEXTS.get("damage.seed.tip"));
        seed.addActionListener(_ -> make());
        section = new Section("damage.lab", TEXTS.get("damage.question"), tables.component());
        section.say(TEXTS.get("damage.says.nothing"));
        panel.add(message, BorderLayout.PAGE_START);
        panel.add(section);
        panel.add(bar(), BorderLayout.PAGE_END);
        enable();
    }

    private JPanel bar() {
        var bar = new WrapBar(2);
        bar.add(dialect);
        bar.grow(damage, 120);
        bar.add(seed);
        buttons.add(bar, "make", this::make);
        buttons.add(bar, "open", this::open);
        buttons.begin(bar, "diagnose", this::diagnose);
        bar.grow(guess, 120);
        buttons.add(bar, "compare", this::compare);
        buttons.add(bar, "mend", this::mend);
        buttons.add(bar, "openCopy", this::openCopy);
        return bar;
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void takeFocus() {
        EventQueue.invokeLater(damage::requestFocusInWindow);
    }

    private void enable() {
        buttons.enable("open", made.isPresent());
        buttons.enable("diagnose", made.isPresent());
        buttons.enable("compare", examined.isPresent());
        buttons.enable("mend", made.isPresent());
        buttons.enable("openCopy", repaired.filter(one -> one.refused().isEmpty()).isPresent());
        guess.setEnabled(examined.isPresent());
    }

    private void make() {
        long number;
        try {
            number = Long.parseLong(seed.getText().strip());
        } catch (NumberFormatException _) {
            failed(new Fault(TEXTS.get("damage.seed"), Fault.NOWHERE, "a whole number", seed.getText(),
                    TEXTS.get("damage.seed.tip")));
            return;
        }
        Dialect form = Dialect.values()[dialect.getSelectedIndex()];
        int chosen = damage.getSelectedIndex();
        jobs.enqueue(WORK, new Task<>(TEXTS.get("damage.job.make"), _ -> chosen == 0
                ? Optional.of(DamageCase.riddle(form, number))
                : Optional.of(Damage.values()[chosen - 1]).filter(DamageCase.possible(form)::contains)
                        .map(one -> DamageCase.of(form, one, number)),
                this::take, why -> failed(why.fault())));
    }

    private void take(Optional<DamageCase> found) {
        if (found.isEmpty()) {
            failed(new Fault(TEXTS.get("damage.name"), Fault.NOWHERE, "a damage that such a file can have",
                    String.valueOf(damage.getSelectedItem()), TEXTS.get("damage.impossible")));
            return;
        }
        message.clear();
        made = found;
        examined = Optional.empty();
        repaired = Optional.empty();
        revealed = false;
        show(TEXTS.get("damage.says.made", found.get().damaged().content().length,
                found.get().damaged().truth().records().size()));
    }

    private void diagnose() {
        made.ifPresent(one -> jobs.enqueue(WORK, new Task<>(TEXTS.get("damage.job.diagnose"), one::examine, done -> {
            examined = Optional.of(done);
            show(done.refused()
                    .map(fault -> TEXTS.get("damage.says.refused", fault.message()))
                    .orElseGet(() -> TEXTS.get("damage.says.diagnosed",
                            TEXTS.get("damage.verdict." + done.verdict().orElseThrow()), done.findings().size(),
                            count(done.accounts(), Fate.FOUND), done.accounts().size())));
        }, why -> failed(why.fault()))));
    }

    private static long count(List<DamageCase.Account> accounts, Fate fate) {
        return accounts.stream().filter(account -> account.fate() == fate).count();
    }

    private void compare() {
        if (made.isEmpty() || examined.isEmpty()) {
            return;
        }
        revealed = true;
        var damaged = made.get().damaged();
        Damage guessed = Damage.values()[guess.getSelectedIndex()];
        long bytes = damaged.truth().touched().stream().mapToLong(range -> range.to() - range.from()).sum();
        show(TEXTS.get("damage.says.truth", TEXTS.get(guessed == damaged.damage() ? "damage.right" : "damage.other"),
                damaged.damage().does(), damaged.what(), bytes, examined.get().named(),
                examined.get().findings().size(),
                damaged.truth().records().size() - damaged.truth().untouched().size()));
    }

    private void mend() {
        made.ifPresent(one -> jobs.enqueue(WORK, new Task<>(TEXTS.get("damage.job.repair"), one::repair, done -> {
            repaired = Optional.of(done);
            show(done.refused().map(fault -> TEXTS.get("damage.says.norepair", fault.message()))
                    .orElseGet(() -> TEXTS.get("damage.says.repaired", count(done.accounts(), Fate.FOUND),
                            done.accounts().size(), count(done.accounts(), Fate.ASIDE),
                            count(done.accounts(), Fate.MISSING), count(done.accounts(), Fate.WRONG),
                            TEXTS.get("damage.verdict." + done.verdict().orElseThrow()))));
        }, why -> failed(why.fault()))));
    }

    private void show(String says) {
        section.say(says);
        tables.show(made, examined, repaired, revealed);
        enable();
    }

    private void open() {
        made.ifPresent(one -> open("broken.tdb", one.damaged().content()));
    }

    private void openCopy() {
        repaired.ifPresent(one -> open("repaired.tdb", one.content()));
    }

    /** A file of its own, so that all views can look at it. */
    private void open(String name, byte... content) {
        jobs.enqueue(WORK, new Task<>(TEXTS.get("damage.job.open"),
                _ -> Scratch.file(name, file -> Files.write(file, content)),
                file -> context.files().open(List.of(file)), why -> failed(why.fault())));
    }

    private void failed(Fault fault) {
        message.show(Message.of(TEXTS.get("damage.failed"), TEXTS.get("failed.means"), fault));
    }
}
