package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.swing.Action;
import javax.swing.Icon;

import tdb2.ui.palette.Entry;
import tdb2.ui.theme.Icons;

/** What the palette of a window finds: its actions, those of views, files that are open and that were. */
record PaletteEntries(Workbench workbench, Commands commands) {

    List<Entry> all() {
        var entries = new ArrayList<Entry>();
        commands.all().forEach(command -> entries.add(new Entry(command.group().title(), command.name(),
                command.key().map(Shortcut::text).orElse(""),
                Optional.ofNullable((Icon) command.action().getValue(Action.SMALL_ICON)),
                command.action().isEnabled(), () -> command.action().actionPerformed(null))));
        boolean open = workbench.files().active().flatMap(OpenFile::document).isPresent();
        for (DescribedView view : workbench.described()) {
            boolean any = open || view instanceof WindowViewType;
            view.shortcuts().get().forEach(shortcut -> entries.add(new Entry(view.title(), shortcut.name(),
                    shortcut.keyText(), Optional.of(Icons.of(view.icon())), any,
                    () -> perform(view.id(), shortcut.id()))));
        }
        var files = workbench.files().all();
        files.forEach(file -> entries.add(new Entry(Jobs.TEXTS.get("palette.open"), file.name(), "",
                Optional.of(Icons.of("zone")), true, () -> workbench.files().activate(file))));
        workbench.settings().recent().stream()
                .filter(path -> files.stream().noneMatch(file -> file.path().equals(path)))
                .forEach(path -> entries.add(recent(path)));
        return entries;
    }

    private void perform(String view, String action) {
        workbench.reveal(view);
        workbench.desk().views().stream().filter(known -> known.id().equals(view)).findFirst()
                .ifPresent(known -> BoundActions.perform(known.content(), action));
    }

    private Entry recent(Path path) {
        return new Entry(Jobs.TEXTS.get("palette.recent"), path.toString(), "", Optional.of(Icons.of("open")), true,
                () -> workbench.open(List.of(path)));
    }
}
