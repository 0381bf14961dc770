package tdb2.ui.workbench;

import java.awt.event.ActionEvent;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import javax.swing.AbstractAction;
import javax.swing.JScrollPane;
import javax.swing.JTree;
import javax.swing.KeyStroke;
import javax.swing.ToolTipManager;
import javax.swing.tree.DefaultMutableTreeNode;
import javax.swing.tree.DefaultTreeModel;
import javax.swing.tree.TreePath;
import javax.swing.tree.TreeSelectionModel;

import tdb2.engine.error.TdbException;

/** The tree of open files and their objects at the left. Choosing an object shows it in its view. */
final class Navigator extends JScrollPane implements OpenFiles.Listener {

    private final OpenFiles files;
    private final SelectionModel selection;
    private final BiConsumer<String, Boolean> show;
    private final DefaultMutableTreeNode root = new DefaultMutableTreeNode();
    private final DefaultTreeModel model = new DefaultTreeModel(root);
    private final JTree tree = new JTree(model);
    private final Map<OpenFile, DefaultMutableTreeNode> nodes = new HashMap<>();
    private final Map<OpenFile, Document.Listener> followers = new HashMap<>();
    private boolean following;

    /**
     * @param show brings a view of the file in front to the front, and moves the keyboard there when told so
     */
    Navigator(OpenFiles files, SelectionModel selection, BiConsumer<String, Boolean> show) {
        this.files = files;
        this.selection = selection;
        this.show = show;
        setName("navigator.scroll");
        setViewportView(tree);
        setHorizontalScrollBarPolicy(HORIZONTAL_SCROLLBAR_NEVER);
        tree.setName("navigator");
        tree.getAccessibleContext().setAccessibleName(Jobs.TEXTS.get("navigator.name"));
        tree.setRootVisible(false);
        tree.setShowsRootHandles(true);
        tree.setCellRenderer(new NavigatorRenderer());
        tree.getSelectionModel().setSelectionMode(TreeSelectionModel.SINGLE_TREE_SELECTION);
        ToolTipManager.sharedInstance().registerComponent(tree);
        tree.addTreeSelectionListener(event -> {
            if (!following && event.isAddedPath()) {
                choose(event.getPath(), false);
            }
        });
        tree.getInputMap().put(KeyStroke.getKeyStroke("ENTER"), "enter");
        tree.getActionMap().put("enter", new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                Optional.ofNullable(tree.getSelectionPath()).ifPresent(path -> choose(path, true));
            }
        });
        files.addListener(this);
    }

    /** Moves the keyboard into the tree. */
    void takeFocus() {
        tree.requestFocusInWindow();
    }

    private void choose(TreePath path, boolean focus) {
        var node = (DefaultMutableTreeNode) path.getLastPathComponent();
        if (node.getUserObject() instanceof NavigatorItem item) {
            files.activate(item.file());
            item.view().ifPresent(view -> show.accept(view, focus));
            item.selection().ifPresent(what -> selection.publish(this, what));
        }
    }

    @Override
    public void added(OpenFile file) {
        var node = new DefaultMutableTreeNode();
        nodes.put(file, node);
        fill(file);
        model.insertNodeInto(node, root, root.getChildCount());
        tree.expandPath(new TreePath(root));
    }

    @Override
    public void changed(OpenFile file) {
        fill(file);
        file.document().ifPresent(document -> {
            var follower = new Follower(file);
            followers.put(file, follower);
            document.addListener(follower);
        });
    }

    @Override
    public void removed(OpenFile file) {
        file.document().ifPresent(document -> document.removeListener(followers.remove(file)));
        model.removeNodeFromParent(nodes.remove(file));
    }

    @Override
    public void activated(Optional<OpenFile> file) {
        file.map(nodes::get).ifPresent(node -> {
            var path = new TreePath(node.getPath());
            TreePath selected = tree.getSelectionPath();
            if (selected == null || !path.isDescendant(selected)) {
                following = true;
                tree.setSelectionPath(path);
                following = false;
            }
            tree.expandPath(path);
        });
    }

    /** Makes the nodes of a file anew; what was open and selected stays so. */
    private void fill(OpenFile file) {
        DefaultMutableTreeNode node = nodes.get(file);
        if (node == null) {
            return;
        }
        var path = new TreePath(node.getPath());
        String selected = Optional.ofNullable(tree.getSelectionPath()).filter(path::isDescendant).map(Navigator::idOf)
                .orElse("");
        var open = Collections.list(Optional.ofNullable(tree.getExpandedDescendants(path))
                .orElse(Collections.emptyEnumeration()));
        boolean first = node.getChildCount() == 0;
        var ids = open.stream().map(Navigator::idOf).toList();
        following = true;
        node.removeAllChildren();
        NavigatorItems.fill(node, file);
        model.nodeStructureChanged(node);
        if (first || ids.contains(NavigatorItem.FILE)) {
            tree.expandPath(path);
        }
        Collections.list(node.children()).forEach(child -> {
            var childPath = path.pathByAddingChild(child);
            if (ids.contains(idOf(childPath))) {
                tree.expandPath(childPath);
            }
        });
        if (!selected.isEmpty()) {
            Collections.list(node.children()).stream().map(path::pathByAddingChild)
                    .filter(child -> idOf(child).equals(selected)).findFirst()
                    .ifPresentOrElse(tree::setSelectionPath, () -> tree.setSelectionPath(path));
        }
        following = false;
    }

    private static String idOf(TreePath path) {
        return ((DefaultMutableTreeNode) path.getLastPathComponent()).getUserObject() instanceof NavigatorItem item
                ? item.id()
                : "";
    }

    /** Keeps the nodes of one file true. */
    private final class Follower implements Document.Listener {

        private final OpenFile file;

        Follower(OpenFile file) {
            this.file = file;
        }

        @Override
        public void refreshed(Document document) {
            fill(file);
        }

        @Override
        public void surveyed(Document document) {
            fill(file);
        }

        @Override
        public void notSurveyed(Document document, TdbException why) {
            fill(file);
        }
    }
}
