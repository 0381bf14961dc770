package tdb2.ui.workbench;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

import javax.swing.tree.DefaultMutableTreeNode;

import tdb2.ui.theme.Icons;
import tdb2.ui.workbench.NavigatorItem.Parts;

/** A node of the tree of files that makes what is below it when it is opened, a page at a time. Event thread only. */
final class NavigatorNode extends DefaultMutableTreeNode {

    private static final int PAGE = 200;

    private int made;
    private boolean expanded;

    NavigatorNode(NavigatorItem item) {
        super(item);
    }

    NavigatorItem item() {
        return (NavigatorItem) getUserObject();
    }

    /** How many of its parts are shown. */
    int made() {
        return made;
    }

    /** Whether it was open, when it is no longer in the tree. */
    boolean wasExpanded() {
        return expanded;
    }

    void expanded(boolean open) {
        expanded = open;
    }

    @Override
    public boolean isLeaf() {
        return item().parts().count() == 0;
    }

    /** Shows its first parts, unless it shows some. */
    boolean open() {
        return made == 0 && more(PAGE);
    }

    /** Shows so many parts more, at least a page, and a last node for the rest; tells whether there were any. */
    boolean more(int wanted) {
        Parts parts = item().parts();
        if (made >= parts.count()) {
            return false;
        }
        if (made > 0) {
            remove(getChildCount() - 1);
        }
        int end = (int) Math.min(parts.count(), (long) made + Math.max(PAGE, wanted));
        while (made < end) {
            add(new NavigatorNode(parts.part().apply(made++)));
        }
        if (made < parts.count()) {
            add(new NavigatorNode(new NavigatorItem(NavigatorItem.MORE, item().file(),
                    Jobs.TEXTS.get("navigator.more", parts.count() - made), "", Icons.of("info"), Optional.empty(),
                    Optional.empty(), Parts.NONE)));
        }
        return true;
    }

    /** The nodes below it that are made. */
    List<NavigatorNode> nodes() {
        return children == null
                ? List.of()
                : Collections.list(children()).stream().map(NavigatorNode.class::cast).toList();
    }
}
