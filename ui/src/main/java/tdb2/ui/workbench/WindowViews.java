package tdb2.ui.workbench;

import java.util.ArrayList;
import java.util.List;

import javax.swing.JComponent;

import tdb2.ui.docking.Dockable;
import tdb2.ui.theme.Icons;
import tdb2.ui.widgets.EmptyState;
import tdb2.ui.workbench.Arrangement.Belonging;

/** All views of a window: those of the window itself, and one for each type of views of files. Event thread only. */
final class WindowViews {

    private static final Perspective[] ALL = Perspective.values();

    private final List<Dockable> dockables = new ArrayList<>();
    private final List<Belonging> belongings = new ArrayList<>();

    WindowViews(Workbench workbench) {
        var navigator = new Navigator(workbench.files(), workbench.selection(), workbench::show,
                workbench.log());
        var log = new LogPane(workbench.jobs(), workbench.files(), workbench.log());
        var jobs = new JobsPane(workbench.jobs());
        add(ViewIds.FILES, "open", navigator, navigator::takeFocus, Place.LEFT);
        add(ViewIds.LOG, "info", log, log::takeFocus, Place.BOTTOM);
        add(ViewIds.JOBS, "job", jobs, jobs::takeFocus, Place.BOTTOM);
        var context = new WindowContext(workbench.files(), workbench.selection(), workbench.jobs(),
                workbench.settings(), workbench.log(), workbench.keySearch(), workbench::reveal, workbench::shows,
                workbench::help);
        for (WindowViewType type : workbench.windowTypes()) {
            WindowPart part = type.factory().apply(context);
            dockables.add(new Dockable(type.id(), type.title(), type.answers(), Icons.of(type.icon()),
                    part.component(), part::takeFocus));
            belongings.add(new Belonging(type.id(), type.places()));
        }
        var services = new ViewServices(workbench.selection(), workbench::reveal, workbench.settings(),
                workbench.keySearch(), workbench.jobs(), path -> workbench.open(List.of(path)));
        for (ViewType type : workbench.types()) {
            var stack = new ViewStack(type, workbench.files(), services);
            dockables.add(new Dockable(type.id(), type.title(), type.answers(), Icons.of(type.icon()), stack,
                    stack::takeFocus));
            belongings.add(new Belonging(type.id(), type.places()));
        }
    }

    private void add(String id, String icon, JComponent content, Runnable focus, Place place) {
        String name = Jobs.TEXTS.get("action.view." + id + ".name");
        dockables.add(new Dockable(id, name, Jobs.TEXTS.get("action.view." + id + ".tip"), Icons.of(icon), content,
                focus));
        belongings.add(new Belonging(id, List.of(place.in(ALL))));
    }

    List<Dockable> dockables() {
        return dockables;
    }

    List<Belonging> belongings() {
        return belongings;
    }

    /** What the middle shows when its last view was closed. */
    JComponent empty() {
        return new EmptyState("info", Jobs.TEXTS.get("views.empty"), Jobs.TEXTS.get("views.empty.hint"));
    }
}
