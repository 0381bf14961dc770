package tdb2.ui.workbench;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.swing.Action;
import javax.swing.KeyStroke;
import javax.swing.UIManager;

import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.Html;

/**
 * The text of the help page: {@code help.html} with the views, the keys and the version filled in, in the colours and
 * fonts of the look that is on. Event thread only.
 *
 * @param types the views to tell of
 * @param commands whose keys to list
 * @param close leaves the page
 */
record HelpText(List<? extends DescribedView> types, Commands commands, Action close) {

    String html() {
        return resource().replace("${style}", style()).replace("${views}", views()).replace("${keys}", keys())
                .replace("${version}", Html.escape(version()));
    }

    private static String resource() {
        try (InputStream in = HelpText.class.getResourceAsStream("help.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version() {
        return Optional.ofNullable(HelpText.class.getPackage().getImplementationVersion())
                .map(number -> Jobs.TEXTS.get("help.version", number))
                .orElse(Jobs.TEXTS.get("help.development"));
    }

    private static String style() {
        Font font = UIManager.getFont("Label.font");
        return """
                body { font-family: %s; font-size: %dpx; color: %s; }
                h1, h2, h3 { font-weight: normal; margin-bottom: %dpx; }
                h1 { font-size: %dpx; margin-top: 0; }
                h2 { font-size: %dpx; margin-top: %dpx; }
                h3 { font-size: %dpx; margin-top: %dpx; color: %s; }
                p { margin-top: 0; margin-bottom: %dpx; }
                td { padding: %dpx; }
                .key { font-family: %s; }
                .word { font-weight: bold; }
                """.formatted(font.getFamily(), font.getSize(), hex("Label.foreground"), Theme.grid(1),
                UIManager.getFont("h1.font").getSize(), UIManager.getFont("h2.font").getSize(), Theme.grid(6),
                font.getSize(), Theme.grid(3), hex("Label.disabledForeground"), Theme.grid(2), Theme.grid(1) / 2,
                Theme.mono().getFamily());
    }

    private static String hex(String key) {
        Color color = UIManager.getColor(key);
        return "#%06x".formatted(color.getRGB() & 0xffffff);
    }

    private String views() {
        return types.stream().map(type -> row("word", type.title(), type.answers())).collect(Collectors.joining());
    }

    private String keys() {
        Stream<String> ofWindow = Stream.of(Commands.Group.values())
                .map(group -> group(group.title(), shortcuts(commands.of(group))));
        Stream<String> ofViews = types.stream().map(type -> group(type.title(), type.shortcuts().get()));
        var leave = new Shortcut("closeHelp", String.valueOf(close.getValue(Action.NAME)),
                (KeyStroke) close.getValue(Action.ACCELERATOR_KEY));
        return Stream.of(ofWindow, ofViews, Stream.of(group(Jobs.TEXTS.get("help.name"), List.of(leave))))
                .flatMap(groups -> groups).collect(Collectors.joining());
    }

    private static List<Shortcut> shortcuts(List<Commands.Command> commands) {
        return commands.stream()
                .flatMap(command -> command.key().map(key -> new Shortcut(command.id(), command.name(), key)).stream())
                .toList();
    }

    private static String group(String title, List<Shortcut> shortcuts) {
        return shortcuts.isEmpty()
                ? ""
                : "<tr><td colspan='2'><h3>" + Html.escape(title) + "</h3></td></tr>" + shortcuts.stream()
                        .map(shortcut -> row("key", shortcut.keyText(), shortcut.name())).collect(Collectors.joining());
    }

    private static String row(String style, String head, String words) {
        return "<tr><td width='170' valign='top' class='" + style + "'>" + Html.escape(head) + "</td><td>"
                + Html.escape(words) + "</td></tr>";
    }
}
