package tdb2.ui.workbench;

import java.awt.event.ActionEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import javax.swing.AbstractAction;
import javax.swing.JScrollPane;
import javax.swing.JTree;
import javax.swing.KeyStroke;
import javax.swing.ToolTipManager;
import javax.swing.event.TreeExpansionEvent;
import javax.swing.event.TreeWillExpandListener;
import javax.swing.tree.DefaultMutableTreeNode;
import javax.swing.tree.DefaultTreeModel;
import javax.swing.tree.TreePath;
import javax.swing.tree.TreeSelectionModel;

import tdb2.engine.error.TdbException;
import tdb2.ui.marks.Bookmarks;

/** The tree of open files and their objects at the left. Choosing an object selects it and shows it in its view. */
final class Navigator extends JScrollPane implements OpenFiles.Listener {

    private final OpenFiles files;
    private final SelectionModel selection;
    private final BiConsumer<String, Boolean> show;
    private final BookmarkOpener opener;
    private final EventLog log;
    private final DefaultMutableTreeNode root = new DefaultMutableTreeNode();
    private final DefaultTreeModel model = new DefaultTreeModel(root);
    private final JTree tree = new JTree(model);
    private final Map<OpenFile, NavigatorNode> nodes = new HashMap<>();
    private final Map<OpenFile, Follower> followers = new HashMap<>();
    private boolean following;

    /**
     * @param show brings a view of the file in front to the front, and moves the keyboard there when told so
     * @param log told of bookmarks that lead nowhere
     */
    Navigator(OpenFiles files, SelectionModel selection, BiConsumer<String, Boolean> show, EventLog log) {
        this.files = files;
        this.selection = selection;
        this.show = show;
        this.log = log;
        opener = new BookmarkOpener(selection);
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
        tree.addTreeWillExpandListener(new Opening());
        tree.addTreeSelectionListener(event -> {
            if (!following && event.isAddedPath()) {
                choose(node(event.getPath()), false);
            }
        });
        tree.getInputMap().put(KeyStroke.getKeyStroke("ENTER"), "enter");
        tree.getActionMap().put("enter", new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                Optional.ofNullable(tree.getSelectionPath()).ifPresent(path -> choose(node(path), true));
            }
        });
        files.addListener(this);
    }

    private static NavigatorNode node(TreePath path) {
        return (NavigatorNode) path.getLastPathComponent();
    }

    private static TreePath pathOf(NavigatorNode node) {
        return new TreePath(node.getPath());
    }

    /** Moves the keyboard into the tree. */
    void takeFocus() {
        tree.requestFocusInWindow();
    }

    private void choose(NavigatorNode node, boolean entered) {
        NavigatorItem item = node.item();
        if (item.id().equals(NavigatorItem.MORE)) {
            if (entered) {
                more((NavigatorNode) node.getParent());
            }
            return;
        }
        files.activate(item.file());
        item.view().ifPresent(view -> show.accept(view, entered));
        item.selection().ifPresent(what -> selection.publish(this, what));
        item.file().document().ifPresent(document -> document.bookmarks().list().stream()
                .filter(bookmark -> bookmark.id().equals(item.id())).findFirst()
                .ifPresent(bookmark -> opener.open(this, document, bookmark, gone -> log.add(
                        Jobs.TEXTS.get("navigator.bookmarks"), item.file().name(),
                        Jobs.TEXTS.get("log.bookmarkGone", BookmarkText.of(gone)), gone.note()))));
    }

    /** Shows the next page of what is below a node and goes to its first. */
    private void more(NavigatorNode parent) {
        int first = parent.made();
        if (parent.more(0)) {
            model.nodeStructureChanged(parent);
            tree.setSelectionPath(pathOf(parent.nodes().get(first)));
            tree.scrollPathToVisible(tree.getSelectionPath());
        }
    }

    @Override
    public void added(OpenFile file) {
        var node = new NavigatorNode(NavigatorItems.of(file));
        nodes.put(file, node);
        model.insertNodeInto(node, root, root.getChildCount());
        tree.expandPath(new TreePath(root));
    }

    @Override
    public void changed(OpenFile file) {
        fill(file);
        Optional.ofNullable(nodes.get(file)).ifPresent(node -> tree.expandPath(pathOf(node)));
        file.document().ifPresent(document -> {
            var follower = new Follower(file);
            followers.put(file, follower);
            document.addListener(follower);
            document.bookmarks().addListener(follower);
        });
    }

    @Override
    public void removed(OpenFile file) {
        file.document().ifPresent(document -> {
            Follower follower = followers.remove(file);
            document.removeListener(follower);
            document.bookmarks().removeListener(follower);
        });
        model.removeNodeFromParent(nodes.remove(file));
    }

    @Override
    public void activated(Optional<OpenFile> file) {
        file.map(nodes::get).ifPresent(node -> {
            var path = pathOf(node);
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
        NavigatorNode old = nodes.get(file);
        if (old == null) {
            return;
        }
        var selected = Optional.ofNullable(tree.getSelectionPath());
        boolean inside = selected.filter(pathOf(old)::isDescendant).isPresent();
        var node = new NavigatorNode(NavigatorItems.of(file));
        following = true;
        int at = root.getIndex(old);
        root.remove(at);
        root.insert(node, at);
        nodes.put(file, node);
        model.nodesWereRemoved(root, new int[] { at }, new Object[] { old });
        model.nodesWereInserted(root, new int[] { at });
        Optional<NavigatorNode> again = restore(old, node, inside ? node(selected.get()) : old);
        if (inside) {
            tree.setSelectionPath(pathOf(again.orElse(node)));
        }
        following = false;
    }

    /** Opens what was open, as far as it is there; answers the node that stands where another one did. */
    private Optional<NavigatorNode> restore(NavigatorNode old, NavigatorNode node, NavigatorNode sought) {
        Optional<NavigatorNode> found = Optional.of(node).filter(_ -> old.equals(sought));
        if (old.made() == 0) {
            return found;
        }
        node.more(old.made());
        model.nodeStructureChanged(node);
        if (old.wasExpanded()) {
            tree.expandPath(pathOf(node));
        }
        var now = new HashMap<String, NavigatorNode>();
        node.nodes().forEach(child -> now.put(child.item().id(), child));
        for (NavigatorNode child : old.nodes()) {
            Optional<NavigatorNode> below = Optional.ofNullable(now.get(child.item().id()))
                    .flatMap(same -> restore(child, same, sought));
            found = found.or(() -> below);
        }
        return found;
    }

    /** Makes what is below a node before it shows. */
    private final class Opening implements TreeWillExpandListener {

        @Override
        public void treeWillExpand(TreeExpansionEvent event) {
            if (event.getPath().getLastPathComponent() instanceof NavigatorNode node) {
                node.expanded(true);
                if (node.open()) {
                    model.nodeStructureChanged(node);
                }
            }
        }

        @Override
        public void treeWillCollapse(TreeExpansionEvent event) {
            if (event.getPath().getLastPathComponent() instanceof NavigatorNode node) {
                node.expanded(false);
            }
        }
    }

    /** Keeps the nodes of one file true. */
    private final class Follower implements Document.Listener, Bookmarks.Listener {

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

        @Override
        public void changed() {
            fill(file);
        }

        @Override
        public void trouble(String what, String technical) {
            log.add(Jobs.TEXTS.get("navigator.bookmarks"), file.name(), Jobs.TEXTS.get("log.bookmarks." + what),
                    technical);
        }
    }
}
