package tdb2.ui.workbench;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import javax.swing.JFileChooser;
import javax.swing.JFrame;

/** Asks the user for files to open. Event thread only. */
final class FileChoice {

    private FileChoice() {}

    /** Those that were chosen, none when the user thought better of it; begins where the file in front is, or the last was. */
    static List<Path> ask(JFrame frame, OpenFiles files, Settings settings) {
        var chooser = new JFileChooser();
        chooser.setMultiSelectionEnabled(true);
        chooser.setDialogTitle(Jobs.TEXTS.get("open.title"));
        files.active().map(file -> file.path().getParent())
                .or(() -> settings.recent().stream().findFirst().map(Path::getParent))
                .ifPresent(folder -> chooser.setCurrentDirectory(folder.toFile()));
        return chooser.showOpenDialog(frame) == JFileChooser.APPROVE_OPTION
                ? Arrays.stream(chooser.getSelectedFiles()).map(File::toPath).toList()
                : List.of();
    }
}
