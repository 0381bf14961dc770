package tdb2.ui.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Job;

/**
 * Reads a file that becomes a value.
 *
 * @param path the file
 * @param taker takes its bytes
 * @param trouble told why there are none
 */
record ImportJob(Path path, Consumer<byte[]> taker, Consumer<TdbException> trouble) implements Job<byte[]> {
    private static final Texts TEXTS = Texts.of(ImportJob.class);

    @Override
    public String title() {
        return TEXTS.get("job.import", path.getFileName());
    }

    @Override
    public byte[] work(Progress progress) {
        try (var in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(RecordEditor.LARGEST + 1);
            if (content.length > RecordEditor.LARGEST) {
                throw new RefusedException(new Fault(path.toString(), Fault.NOWHERE,
                        TEXTS.get("editor.most", Formats.size(RecordEditor.LARGEST)), TEXTS.get("editor.more"),
                        TEXTS.get("editor.most.next")));
            }
            return content;
        } catch (IOException e) {
            throw new StorageException(new Fault(path.toString(), Fault.NOWHERE, TEXTS.get("editor.readable"),
                    e.toString(), ""), e);
        }
    }

    @Override
    public void done(byte[] content) {
        taker.accept(content);
    }

    @Override
    public void failed(TdbException why) {
        trouble.accept(why);
    }
}
