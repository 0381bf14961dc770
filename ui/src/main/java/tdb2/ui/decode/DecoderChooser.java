package tdb2.ui.decode;

import java.awt.Component;
import java.awt.Dimension;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.DefaultComboBoxModel;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JComboBox;
import javax.swing.JList;
import tdb2.engine.decode.Decoder;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;

/** Chooses the decoder of a file's values: automatic, or one by name. Event thread only. */
public final class DecoderChooser extends JComboBox<Optional<Decoder>> {

    private static final Texts TEXTS = Texts.of(DecoderChooser.class);

    private static final int WIDTH = 64;

    private final transient Decodings decodings;
    private Optional<Decoder> taken = Optional.empty();
    private boolean adjusting;

    /**
     * @param name of the component
     * @param changed told when the user has chosen
     */
    public DecoderChooser(String name, Decodings decodings, Runnable changed) {
        this.decodings = decodings;
        var choices = new DefaultComboBoxModel<Optional<Decoder>>();
        choices.addElement(Optional.empty());
        decodings.decoders().all().forEach(decoder -> choices.addElement(Optional.of(decoder)));
        setModel(choices);
        setName(name);
        setRenderer(new Renderer());
        setToolTipText(TEXTS.get("chooser.tip"));
        getAccessibleContext().setAccessibleName(TEXTS.get("chooser.name"));
        setMaximumRowCount(16);
        onChoice(choice -> {
            decodings.choose(choice);
            changed.run();
        });
    }

    private void onChoice(Consumer<Optional<Decoder>> listener) {
        addActionListener(_ -> {
            if (!adjusting && getSelectedItem() instanceof Optional<?> chosen) {
                listener.accept(chosen.map(Decoder.class::cast));
            }
        });
    }

    /** Shows what is chosen, and which decoder that came to. */
    public void show(Decoder decoder) {
        adjusting = true;
        taken = Optional.of(decoder);
        setSelectedItem(decodings.chosen());
        adjusting = false;
        repaint();
    }

    /** Wide enough for most titles; the longest ones can be read in the list. */
    @Override
    public Dimension getPreferredSize() {
        return new Dimension(Theme.grid(WIDTH), super.getPreferredSize().height);
    }

    private final class Renderer extends DefaultListCellRenderer {
        @Override
        public Component getListCellRendererComponent(JList<?> list, Object value, int index, boolean selected,
                boolean focused) {
            String text = value instanceof Optional<?> choice && choice.orElse(null) instanceof Decoder decoder
                    ? TEXTS.get("chooser.as", decoder.title())
                    : TEXTS.get("chooser.automatic", taken.map(Decoder::title).orElse(""));
            return super.getListCellRendererComponent(list, text, index, selected, focused);
        }
    }
}
