package tdb2.ui.learn;

import java.util.List;
import java.util.function.IntConsumer;

import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.Timer;

import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.ViewButtons;

/** Goes through steps: first, back, play, forward, last, and a slider. Event thread only. */
final class Playback {

    private static final int PLAY_MILLIS = 700;
    private static final List<String> ACTIONS = List.of("first", "back", "play", "forward", "last");

    private final ViewButtons buttons;
    private final JSlider slider = new JSlider(0, 1, 0);
    private final IntConsumer shows;
    private final Timer player = new Timer(PLAY_MILLIS, _ -> playOn());
    private int first;
    private int last;
    private int at;
    private boolean moving;

    /**
     * @param name of the slider
     * @param buttons of the view
     * @param shows shows the moment after so many steps
     */
    Playback(String name, Texts texts, ViewButtons buttons, IntConsumer shows) {
        this.buttons = buttons;
        this.shows = shows;
        slider.setName(name);
        slider.getAccessibleContext().setAccessibleName(texts.get("slider"));
        slider.addChangeListener(_ -> {
            if (!moving) {
                go(slider.getValue());
            }
        });
    }

    /** Puts the five buttons into a bar. */
    void addButtons(JPanel bar) {
        buttons.add(bar, "first", () -> go(first));
        buttons.add(bar, "back", () -> go(at - 1));
        buttons.add(bar, "play", this::play);
        buttons.add(bar, "forward", () -> go(at + 1));
        buttons.add(bar, "last", () -> go(last));
        enable(false);
    }

    JSlider slider() {
        return slider;
    }

    /** How many steps are done. */
    int at() {
        return at;
    }

    /** Has other steps to go through; what is shown stays until {@link #go}. */
    void steps(int from, int to) {
        player.stop();
        first = from;
        last = to;
        moving = true;
        slider.setMaximum(Math.max(1, to));
        moving = false;
        enable(true);
    }

    void stop() {
        player.stop();
    }

    /** Shows the moment after so many steps, if there are as many. */
    void go(int to) {
        if (moving || to < 0 || to > last) {
            return;
        }
        moving = true;
        at = to;
        slider.setValue(to);
        shows.accept(to);
        moving = false;
    }

    private void enable(boolean can) {
        ACTIONS.forEach(id -> buttons.enable(id, can));
        slider.setEnabled(can);
    }

    private void play() {
        if (player.isRunning()) {
            player.stop();
        } else {
            if (at == last) {
                go(first);
            }
            player.start();
        }
    }

    private void playOn() {
        if (at < last && slider.isShowing()) {
            go(at + 1);
        } else {
            player.stop();
        }
    }
}
