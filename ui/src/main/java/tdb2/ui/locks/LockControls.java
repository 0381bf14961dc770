package tdb2.ui.locks;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.JTextField;
import javax.swing.JToggleButton;
import javax.swing.filechooser.FileNameExtensionFilter;

import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.TextFields;
import tdb2.ui.widgets.WrapBar;

/** What the user can do with what is seen of locks: stop, go through, filter, save, open, practise. Event thread only. */
final class LockControls {

    private static final Texts TEXTS = Texts.of(LockControls.class);
    private static final int STEPS = 1000;
    private static final String ENDING = "locks";

    private final LocksView view;
    private final JToggleButton pause = new JToggleButton(TEXTS.get("pause"));
    private final JSlider slider = new JSlider(0, STEPS, STEPS);
    private final JLabel moment = new JLabel();
    private final JPanel replay = new JPanel(new MigLayout("insets 0 16 8 16, fillx, hidemode 3", "[][grow, fill][]"));
    private final JPanel bar = new WrapBar(4);
    private long length;

    LockControls(LocksView view) {
        this.view = view;
        pause.setName("locks.pause");
        pause.setMnemonic(TEXTS.get("pause.mnemonic").charAt(0));
        pause.setToolTipText(TEXTS.get("pause.tip"));
        pause.addActionListener(_ -> view.pause(pause.isSelected()));
        bar.add(pause);
        bar.add(button("restart", "refresh", view::restart));
        bar.add(button("save", "save", () -> choose(true).ifPresent(view::save)));
        bar.add(button("open", "open", () -> choose(false).ifPresent(view::open)));
        bar.add(button("practise", "job", view::practise));
        addFilter();
        replay.setOpaque(false);
        replay.setVisible(false);
        slider.setName("locks.moment");
        slider.getAccessibleContext().setAccessibleName(TEXTS.get("moment"));
        slider.addChangeListener(_ -> moved());
        var label = new JLabel(TEXTS.get("moment"));
        label.setLabelFor(slider);
        replay.add(label);
        replay.add(slider);
        replay.add(moment);
    }

    private void addFilter() {
        var filter = new JTextField(14);
        filter.setName("locks.filter");
        filter.putClientProperty("JTextField.placeholderText", TEXTS.get("filter.hint"));
        filter.putClientProperty("JTextField.showClearButton", true);
        filter.getAccessibleContext().setAccessibleName(TEXTS.get("filter"));
        TextFields.onEdit(filter, () -> view.filter(filter.getText()));
        var label = new JLabel(TEXTS.get("filter"));
        label.setDisplayedMnemonic(TEXTS.get("filter.mnemonic").charAt(0));
        label.setLabelFor(filter);
        var both = new JPanel(new MigLayout("insets 0, gapx 8"));
        both.setOpaque(false);
        both.add(label);
        both.add(filter);
        bar.add(both);
    }

    private static JButton button(String name, String icon, Runnable does) {
        var button = new JButton(TEXTS.get(name), Icons.of(icon));
        button.setName("locks." + name);
        button.setMnemonic(TEXTS.get(name + ".mnemonic").charAt(0));
        button.setToolTipText(TEXTS.get(name + ".tip"));
        button.addActionListener(_ -> does.run());
        return button;
    }

    /** The buttons. */
    JComponent bar() {
        return bar;
    }

    /** What goes through the time that was recorded; there only while looking is stopped. */
    JComponent replay() {
        return replay;
    }

    /** Looking was stopped, or goes on. */
    void paused(boolean on, long nanos) {
        pause.setSelected(on);
        length = nanos;
        slider.setValue(STEPS);
        moved();
        replay.setVisible(on);
    }

    private void moved() {
        long at = Math.round((double) slider.getValue() / STEPS * length);
        moment.setText(TEXTS.get("moment.of", LockWords.time(at), LockWords.time(length)));
        view.moment(at);
    }

    private Optional<Path> choose(boolean save) {
        var chooser = new JFileChooser();
        chooser.setName("locks.chooser");
        chooser.setFileFilter(new FileNameExtensionFilter(TEXTS.get("chooser.filter"), ENDING));
        chooser.setDialogTitle(TEXTS.get(save ? "save.title" : "open.title"));
        if (save) {
            chooser.setSelectedFile(new File(chooser.getCurrentDirectory(), TEXTS.get("save.name")));
        }
        boolean chosen =
                (save ? chooser.showSaveDialog(bar) : chooser.showOpenDialog(bar)) == JFileChooser.APPROVE_OPTION
                        && (!save || mayReplace(chooser.getSelectedFile()));
        return chosen ? Optional.of(chooser.getSelectedFile().toPath()) : Optional.empty();
    }

    private boolean mayReplace(File target) {
        return !target.exists() || JOptionPane.showConfirmDialog(bar, TEXTS.get("save.replace", target.getName()),
                TEXTS.get("save.title"), JOptionPane.OK_CANCEL_OPTION) == JOptionPane.OK_OPTION;
    }
}
