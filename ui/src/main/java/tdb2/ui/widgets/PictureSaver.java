package tdb2.ui.widgets;

import java.awt.Component;
import java.awt.EventQueue;
import java.awt.event.ActionEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JFileChooser;
import javax.swing.JOptionPane;
import javax.swing.filechooser.FileNameExtensionFilter;

import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;

/** Asks where a picture is to be kept and writes it there, on a thread of its own. Event thread only. */
final class PictureSaver {

    private static final Texts TEXTS = Texts.of(PictureSaver.class);

    private final Picture picture;
    private final FactTable table;
    private final MessageBar message;

    PictureSaver(Picture picture, FactTable table, MessageBar message) {
        this.picture = picture;
        this.table = table;
        this.message = message;
    }

    /** Asks for a file; its ending says what it is to be. */
    void ask(Component parent) {
        var chooser = new JFileChooser();
        chooser.setName("picture.chooser");
        chooser.setDialogTitle(TEXTS.get("picture.save.title"));
        chooser.setAcceptAllFileFilterUsed(false);
        for (PictureFormat format : PictureFormat.values()) {
            chooser.addChoosableFileFilter(new FileNameExtensionFilter(format.label(), format.ending()));
        }
        chooser.setFileFilter(chooser.getChoosableFileFilters()[0]);
        chooser.setSelectedFile(new File(chooser.getCurrentDirectory(), picture.getName() + ".svg"));
        if (chooser.showSaveDialog(parent) == JFileChooser.APPROVE_OPTION) {
            String ending = ((FileNameExtensionFilter) chooser.getFileFilter()).getExtensions()[0];
            File file = chooser.getSelectedFile();
            if (formatOf(file.getName()).isEmpty() || !file.getName().endsWith(ending)) {
                file = new File(file.getParentFile(),
                        file.getName().replaceFirst("\\.(svg|png|csv)$", "") + "." + ending);
            }
            if (mayReplace(parent, file)) {
                save(file.toPath());
            }
        }
    }

    private static boolean mayReplace(Component parent, File target) {
        return !target.exists() || JOptionPane.showConfirmDialog(parent,
                TEXTS.get("picture.replace", target.getName()), TEXTS.get("picture.save.title"),
                JOptionPane.OK_CANCEL_OPTION) == JOptionPane.OK_OPTION;
    }

    private static Optional<PictureFormat> formatOf(String name) {
        return Arrays.stream(PictureFormat.values())
                .filter(format -> name.toLowerCase(Locale.ROOT).endsWith("." + format.ending())).findFirst();
    }

    /** Writes the picture as it is now. */
    void save(Path target) {
        byte[] bytes = formatOf(target.getFileName().toString()).orElse(PictureFormat.SVG).bytes(picture, table);
        Thread.ofPlatform().name("save " + picture.getName()).start(() -> {
            Message told = write(target, bytes);
            EventQueue.invokeLater(() -> message.show(told, dismiss()));
        });
    }

    private Action dismiss() {
        return new AbstractAction(TEXTS.get("picture.dismiss")) {
            @Override
            public void actionPerformed(ActionEvent event) {
                message.clear();
            }
        };
    }

    private static Message write(Path target, byte[] bytes) {
        try {
            Files.write(target, bytes);
            return new Message(Tone.INFO, TEXTS.get("picture.saved", target.getFileName()), target.toString(), "", "");
        } catch (IOException e) {
            return new Message(Tone.ERROR, TEXTS.get("picture.failed", target.getFileName()),
                    TEXTS.get("picture.failed.means"), TEXTS.get("picture.failed.next"), e.toString());
        }
    }
}
