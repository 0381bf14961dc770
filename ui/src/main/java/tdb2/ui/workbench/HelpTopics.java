package tdb2.ui.workbench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.swing.Action;

import tdb2.ui.help.Manual;
import tdb2.ui.help.Markdown;
import tdb2.ui.help.Part;
import tdb2.ui.help.Topic;
import tdb2.ui.theme.Texts;

/**
 * What a window tells the help of itself: its actions with their keys, the keys of its views, the command line, what
 * program it is. Made on the event thread, used on any.
 */
final class HelpTopics {

    private static final Texts TEXTS = Jobs.TEXTS;

    /**
     * An action.
     *
     * @param id names it; that of a view or a perspective is also the id of its topic
     * @param name its name
     * @param key as people write it; may be empty
     * @param tip what it does; may be empty
     */
    private record Row(String id, String name, String key, String tip) {

        static Row of(Commands.Command command) {
            String key = command.key().map(Shortcut::text).orElse("");
            String tip = Optional.ofNullable((String) command.action().getValue(Action.SHORT_DESCRIPTION)).orElse("");
            return new Row(command.id(), command.name(), key, tip.replace(" (" + key + ")", ""));
        }

        boolean hasTopic() {
            return id.startsWith("view.") || id.startsWith("perspective.");
        }
    }

    private final Map<Commands.Group, List<Row>> actions = new LinkedHashMap<>();
    private final Map<String, List<Row>> keysOfViews = new LinkedHashMap<>();
    private final Map<String, String> titles = new LinkedHashMap<>();
    private final Map<String, String> viewsOfPerspectives = new LinkedHashMap<>();

    /**
     * @param views those that were registered
     * @param commands all actions of the window
     */
    HelpTopics(List<DescribedView> views, Commands commands) {
        for (Commands.Group group : Commands.Group.values()) {
            actions.put(group, commands.of(group).stream().map(Row::of).toList());
        }
        for (DescribedView view : views) {
            String topic = "view." + view.id();
            titles.put(topic, view.title());
            keysOfViews.put(topic, view.shortcuts().get().stream()
                    .map(key -> new Row(key.id(), key.name(), key.keyText(), "")).toList());
        }
        for (Perspective perspective : Perspective.values()) {
            viewsOfPerspectives.put("perspective." + perspective.name(), views.stream()
                    .filter(view -> view.places().stream()
                            .anyMatch(place -> place.perspectives().contains(perspective)))
                    .map(view -> link("view." + view.id(), view.title())).collect(Collectors.joining(", ")));
        }
    }

    private static String link(String topic, String title) {
        return "[%s](topic:%s)".formatted(Markdown.escape(title), topic);
    }

    /** The written topics with what the window adds to them, then those it makes. */
    List<Topic> complete(List<Topic> written, Manual manual) {
        var all = new ArrayList<>(written.stream().map(this::completed).toList());
        all.add(keys());
        Arrays.stream(Commands.Group.values()).map(this::group).forEach(all::add);
        manual.pages().forEach(page -> all.add(new Topic("command." + page.name(), Part.COMMANDS, page.name(),
                "```\n" + page.text().strip() + "\n```")));
        all.add(about());
        return all;
    }

    private Topic completed(Topic topic) {
        Optional<Row> action = actions.values().stream().flatMap(List::stream)
                .filter(row -> row.hasTopic() && row.id().equals(topic.id())).findFirst();
        String before = action.map(row -> "**" + Markdown.escape(row.tip()) + "** (" + row.key() + ")").orElse("");
        String views = Optional.ofNullable(viewsOfPerspectives.get(topic.id()))
                .map(list -> TEXTS.get("help.perspective", list)).orElse("");
        List<Row> keys = keysOfViews.getOrDefault(topic.id(), List.of());
        return topic.around(before, views + (keys.isEmpty()
                ? ""
                : "## " + TEXTS.get("help.keys.view") + "\n\n" + table(keys)));
    }

    private Topic keys() {
        Stream<String> ofWindow = actions.entrySet().stream()
                .map(entry -> section(entry.getKey().title(), entry.getValue()));
        Stream<String> ofViews = keysOfViews.entrySet().stream()
                .map(entry -> section(titles.get(entry.getKey()), entry.getValue()));
        return new Topic("keys", Part.ACTIONS, TEXTS.get("help.keys"),
                TEXTS.get("help.keys.about") + "\n\n"
                        + Stream.concat(ofWindow, ofViews).collect(Collectors.joining("\n\n")));
    }

    private static String section(String title, List<Row> rows) {
        List<Row> withKeys = rows.stream().filter(row -> !row.key().isEmpty()).toList();
        return withKeys.isEmpty() ? "" : "### " + Markdown.escape(title) + "\n\n" + table(withKeys);
    }

    private Topic group(Commands.Group group) {
        return new Topic("actions." + group.name(), Part.ACTIONS, group.title(),
                TEXTS.get("group." + group.name() + ".about") + "\n\n" + table(actions.get(group)));
    }

    private static String table(List<Row> rows) {
        boolean tips = rows.stream().anyMatch(row -> !row.tip().isEmpty());
        String head = "| %s | %s |%s\n| --- | --- |%s\n".formatted(TEXTS.get("help.column.action"),
                TEXTS.get("help.column.key"), tips ? " " + TEXTS.get("help.column.does") + " |" : "",
                tips ? " --- |" : "");
        return head + rows.stream().map(row -> "| %s | %s |%s".formatted(
                row.hasTopic() ? link(row.id(), row.name()) : Markdown.escape(row.name()), Markdown.escape(row.key()),
                tips ? " " + Markdown.escape(row.tip()) + " |" : "")).collect(Collectors.joining("\n"));
    }

    private static Topic about() {
        String version = Optional.ofNullable(HelpTopics.class.getPackage().getImplementationVersion())
                .map(number -> TEXTS.get("help.version", number)).orElse(TEXTS.get("help.development"));
        return new Topic("about", Part.BEGIN, TEXTS.get("action.about.name"), TEXTS.get("help.about", version));
    }
}
