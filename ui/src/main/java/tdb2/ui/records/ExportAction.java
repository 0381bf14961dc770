package tdb2.ui.records;

import java.awt.Component;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.swing.JFileChooser;
import javax.swing.JOptionPane;
import javax.swing.filechooser.FileNameExtensionFilter;
import tdb2.engine.Fetch;
import tdb2.engine.dump.DumpFormat;
import tdb2.engine.dump.Export;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.RowRanges;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;

/** Writes chosen rows, or all that are shown, to a file in one of the dump formats. Event thread only. */
final class ExportAction {
    private static final Texts TEXTS = Texts.of(ExportAction.class);
    private static final String SLOT = "records.export";

    /** Where the user wants it. */
    record Target(Path path, DumpFormat format) {}

    private final Document document;
    private final Component parent;
    private final Notices notices;
    private final Supplier<RecordList> list;

    ExportAction(Document document, Component parent, Notices notices, Supplier<RecordList> list) {
        this.document = document;
        this.parent = parent;
        this.notices = notices;
        this.list = list;
    }

    /** Asks where to, then writes these rows. */
    void ask(RowRanges rows) {
        if (rows.count() == 0) {
            notices.say(TEXTS.get("export.nothing"), TEXTS.get("export.nothing.means"));
            return;
        }
        var chooser = new JFileChooser();
        chooser.setName("export");
        chooser.setDialogTitle(TEXTS.get("export.title", Formats.count(rows.count()), rows.count()));
        chooser.setAcceptAllFileFilterUsed(false);
        for (DumpFormat format : DumpFormat.values()) {
            chooser.addChoosableFileFilter(new FormatFilter(format));
        }
        chooser.setFileFilter(chooser.getChoosableFileFilters()[0]);
        chooser.setSelectedFile(new File(chooser.getCurrentDirectory(), document.name() + ".txt"));
        if (chooser.showSaveDialog(parent) == JFileChooser.APPROVE_OPTION
                && chooser.getFileFilter() instanceof FormatFilter chosen && mayReplace(chooser.getSelectedFile())) {
            write(rows, new Target(chooser.getSelectedFile().toPath(), chosen.format));
        }
    }

    private boolean mayReplace(File target) {
        return !target.exists() || JOptionPane.showConfirmDialog(parent,
                TEXTS.get("export.replace", target.getName()), TEXTS.get("export.replace.title"),
                JOptionPane.OK_CANCEL_OPTION) == JOptionPane.OK_OPTION;
    }

    /** Writes rows. */
    void write(RowRanges rows, Target target) {
        var from = list.get();
        document.jobs().enqueue(SLOT, new Job<Long>() {
            @Override
            public String title() {
                return TEXTS.get("job.export", target.path().getFileName());
            }

            @Override
            public Long work(Progress progress) {
                return Export.write(document.path(), target.path(), target.format(),
                        receiver -> from.each(rows, Fetch.RECORDS, progress, receiver));
            }

            @Override
            public void done(Long records) {
                notices.say(TEXTS.get("export.done", Formats.count(records), target.path().getFileName(), records),
                        records == rows.count()
                                ? target.path().toString()
                                : TEXTS.get("export.fewer", Formats.count(rows.count() - records)));
            }

            @Override
            public void failed(TdbException why) {
                notices.error(TEXTS.get("export.failed"), TEXTS.get("export.failed.means"), why);
            }

            @Override
            public void cancelled() {
                notices.say(TEXTS.get("export.cancelled"), TEXTS.get("export.failed.means"));
            }
        });
    }

    /** One format in the chooser's list. */
    private static final class FormatFilter extends javax.swing.filechooser.FileFilter {
        private final DumpFormat format;
        private final FileNameExtensionFilter names;

        FormatFilter(DumpFormat format) {
            this.format = format;
            names = new FileNameExtensionFilter(TEXTS.get("format." + format),
                    format == DumpFormat.TDBDUMP ? "txt" : format.id());
        }

        @Override
        public boolean accept(File file) {
            return names.accept(file) || Files.isDirectory(file.toPath());
        }

        @Override
        public String getDescription() {
            return names.getDescription();
        }
    }
}
