package tdb2.ui.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import javax.swing.Action;
import javax.swing.KeyStroke;

import tdb2.ui.docking.Side;
import tdb2.ui.help.HelpPane;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Commands.Group;

/** Makes the actions of a window, and keeps them enabled and ticked as it is. Event thread only. */
final class WindowCommands {

    private final Workbench workbench;
    private final Commands commands = new Commands();
    private final List<Runnable> states = new ArrayList<>();

    private WindowCommands(Workbench workbench) {
        this.workbench = workbench;
    }

    /** All actions of a window. */
    static Commands of(Workbench workbench) {
        var made = new WindowCommands(workbench);
        made.files();
        made.editing();
        made.going();
        made.views();
        made.perspectives();
        made.arranging();
        made.look();
        made.help();
        made.follow();
        return made.commands;
    }

    private void files() {
        OpenFiles files = workbench.files();
        commands.add(Group.FILE, "new", workbench.work()::create);
        commands.add(Group.FILE, "open", workbench::askForFiles);
        withFile(commands.add(Group.FILE, "refresh", () -> files.active().ifPresent(files::again)));
        ticked(commands.add(Group.FILE, "live", () -> workbench.live().live(!workbench.live().isLive())),
                () -> workbench.live().isLive());
        workbench.live().addListener(this::update);
        explained(commands.add(Group.FILE, "save", workbench.work()::save), document -> document.editing().refusal(),
                document -> document.editing().isUnsaved() && (document.editing().writing().isEmpty()
                        || document.editing().transacting().isOpen()));
        withFile(commands.add(Group.FILE, "backup", workbench.work()::backup));
        commands.add(Group.FILE, "restore", workbench.work()::restore);
        withFile(commands.add(Group.FILE, "convert", workbench.work()::convert));
        explained(commands.add(Group.FILE, "import", workbench.work()::importRecords),
                document -> document.editing().refusal(), document -> document.editing().writing().isEmpty());
        withViews(commands.add(Group.FILE, "close", workbench::close));
        ticked(commands.add(Group.FILE, "reopen", () -> workbench.reopenAtStart(!workbench.reopensAtStart())),
                workbench::reopensAtStart);
        commands.add(Group.FILE, "quit", workbench.work()::quit);
    }

    private void editing() {
        FileWork work = workbench.work();
        explained(commands.add(Group.EDIT, "undo", work::undo), document -> document.editing().refusal(),
                document -> document.editing().history().canUndo());
        explained(commands.add(Group.EDIT, "redo", work::redo), document -> document.editing().refusal(),
                document -> document.editing().history().canRedo());
        withFile(commands.add(Group.EDIT, "check", work::check));
        explained(commands.add(Group.EDIT, "repack", work::repack),
                document -> document.editing().repacking().refusal(),
                document -> document.editing().writing().isEmpty());
    }

    /** An action that says why it cannot be done, where the file in front does not allow it. */
    private void explained(Action action, Function<Document, Optional<String>> refusal, Predicate<Document> can) {
        var tip = String.valueOf(action.getValue(Action.SHORT_DESCRIPTION));
        String key = " (" + Shortcut.text((KeyStroke) action.getValue(Action.ACCELERATOR_KEY)) + ")";
        states.add(() -> {
            Optional<Document> front = workbench.files().active().flatMap(OpenFile::document);
            Optional<String> why = front.flatMap(refusal);
            action.setEnabled(front.isPresent() && why.isEmpty() && can.test(front.get()));
            action.putValue(Action.SHORT_DESCRIPTION, why.orElse(tip + key));
        });
    }

    private void going() {
        commands.add(Group.GO, "palette", workbench::openPalette);
        SelectionModel selection = workbench.selection();
        Action back = commands.add(Group.GO, "back", selection::back);
        states.add(() -> back.setEnabled(selection.canGoBack()));
        Action forward = commands.add(Group.GO, "forward", selection::forward);
        states.add(() -> forward.setEnabled(selection.canGoForward()));
        withFile(commands.add(Group.GO, "bookmark", workbench::bookmark));
        withFile(commands.add(Group.GO, "nextFile", () -> workbench.files().step(1)));
        withFile(commands.add(Group.GO, "previousFile", () -> workbench.files().step(-1)));
        commands.add(Group.GO, "nextPart", () -> workbench.parts().step(1));
        commands.add(Group.GO, "previousPart", () -> workbench.parts().step(-1));
    }

    private void views() {
        commands.add(Group.VIEW, "view." + ViewIds.FILES, () -> workbench.reveal(ViewIds.FILES));
        workbench.types().forEach(type -> view(type.id(), type.title(), type.key(), type.icon(), type.answers()));
        workbench.windowTypes().forEach(type -> view(type.id(), type.title(), type.key(), type.icon(), type.answers()));
        commands.add(Group.VIEW, "view." + ViewIds.JOBS, () -> workbench.reveal(ViewIds.JOBS));
        commands.add(Group.VIEW, "view." + ViewIds.LOG, () -> workbench.reveal(ViewIds.LOG));
    }

    private void view(String id, String title, KeyStroke key, String icon, String answers) {
        Action reveal = Actions.of(title, key, () -> workbench.reveal(id));
        reveal.putValue(Action.SMALL_ICON, Icons.of(icon));
        reveal.putValue(Action.SHORT_DESCRIPTION, answers);
        commands.add(Group.VIEW, "view." + id, reveal);
    }

    private void perspectives() {
        for (Perspective perspective : Perspective.values()) {
            Action use = commands.add(Group.PERSPECTIVE, "perspective." + perspective,
                    () -> workbench.use(perspective));
            ticked(use, () -> workbench.perspective() == perspective);
        }
        commands.add(Group.PERSPECTIVE, "resetPerspective", workbench::resetPerspective);
    }

    private void arranging() {
        ticked(onView("maximise", view -> workbench.desk().maximise(view)), () -> workbench.desk().isMaximised());
        onView("closeView", view -> workbench.desk().close(view));
        for (Side side : Side.values()) {
            onView("move." + side, view -> workbench.desk().move(view, side));
        }
        onView("split.RIGHT", view -> workbench.desk().split(view, Side.RIGHT));
        onView("split.BOTTOM", view -> workbench.desk().split(view, Side.BOTTOM));
    }

    /** An action on the view that has the keyboard. */
    private Action onView(String id, java.util.function.Consumer<String> what) {
        return withViews(commands.add(Group.ARRANGE, id, () -> workbench.desk().active().ifPresent(what)));
    }

    private void look() {
        for (Theme theme : Theme.values()) {
            Action use = commands.add(Group.LOOK, "theme." + theme, () -> workbench.use(theme));
            ticked(use, () -> workbench.theme() == theme);
        }
        commands.add(Group.LOOK, "zoomIn", () -> workbench.zoom(1));
        commands.add(Group.LOOK, "zoomOut", () -> workbench.zoom(-1));
        commands.add(Group.LOOK, "zoomReset", () -> workbench.zoom(0));
        commands.add(Group.LOOK, "theme", () -> workbench.use(Theme.isDark() ? Theme.LIGHT : Theme.DARK));
    }

    private void help() {
        commands.add(Group.HELP, "help", workbench::help);
        commands.add(Group.HELP, "helpSearch", workbench::searchHelp);
        commands.add(Group.HELP, "helpStart", () -> workbench.help(HelpPane.FIRST));
        commands.add(Group.HELP, "helpKeys", () -> workbench.help("keys"));
        commands.add(Group.HELP, "glossary", () -> workbench.help("glossary"));
        commands.add(Group.HELP, "about", () -> workbench.help("about"));
    }

    private Action withFile(Action action) {
        states.add(() -> action.setEnabled(workbench.files().active().isPresent()));
        return action;
    }

    private Action withViews(Action action) {
        states.add(() -> action.setEnabled(workbench.showsViews()));
        return action;
    }

    private void ticked(Action action, java.util.function.BooleanSupplier is) {
        states.add(() -> action.putValue(Action.SELECTED_KEY, is.getAsBoolean()));
    }

    private void follow() {
        workbench.selection().addListener((_, _) -> update());
        workbench.files().addListener(new OpenFiles.Listener() {
            @Override
            public void activated(Optional<OpenFile> file) {
                update();
            }

            @Override
            public void changed(OpenFile file) {
                file.document().ifPresent(WindowCommands.this::follow);
                update();
            }
        });
        workbench.addListener(this::update);
        update();
    }

    /** What can be done to a file depends on its edits, and on what is being written to it. */
    private void follow(Document document) {
        document.editing().history().addListener(this::update);
        document.editing().saving().addListener(this::update);
        document.editing().repacking().addListener(this::update);
        document.editing().transacting().addListener(this::update);
        document.addListener(new Document.Listener() {
            @Override
            public void refreshed(Document same) {
                update();
            }
        });
    }

    private void update() {
        states.forEach(Runnable::run);
    }
}
