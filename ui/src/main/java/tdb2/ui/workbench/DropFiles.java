package tdb2.ui.workbench;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import javax.swing.TransferHandler;

/** Takes files that are dropped on the window. */
final class DropFiles extends TransferHandler {

    private final transient Consumer<List<Path>> taker;

    DropFiles(Consumer<List<Path>> taker) {
        this.taker = taker;
    }

    @Override
    public boolean canImport(TransferSupport support) {
        return support.isDataFlavorSupported(DataFlavor.javaFileListFlavor);
    }

    @Override
    public boolean importData(TransferSupport support) {
        try {
            var paths = new ArrayList<Path>();
            for (Object file : (List<?>) support.getTransferable().getTransferData(DataFlavor.javaFileListFlavor)) {
                paths.add(((File) file).toPath());
            }
            taker.accept(paths);
            return true;
        } catch (UnsupportedFlavorException | IOException _) {
            return false;
        }
    }
}
