package tdb2.ui.learn;

import tdb2.engine.event.StructureEvent;
import tdb2.engine.event.StructureEvent.Exploded;
import tdb2.engine.event.StructureEvent.Fused;
import tdb2.engine.event.StructureEvent.Grown;
import tdb2.engine.event.StructureEvent.Joined;
import tdb2.engine.event.StructureEvent.RoomFreed;
import tdb2.engine.event.StructureEvent.RoomTaken;
import tdb2.engine.event.StructureEvent.TableBuilt;
import tdb2.engine.event.StructureEvent.TableLinked;
import tdb2.engine.lab.Act;
import tdb2.engine.lab.Moment;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;

/** The steps of a structure walk in words, with their numbers and the paragraph of the design they belong to. */
final class EventText {

    private static final Texts TEXTS = Texts.of(EventText.class);

    private EventText() {}

    /** An operation: "Store k1". */
    static String operation(Act act) {
        return TEXTS.get("walk.operation", TEXTS.get("walk.kind." + act.kind()), act.key());
    }

    /** A step in a few words. */
    static String title(Moment moment) {
        return TEXTS.get(moment.event().map(EventText::id)
                .orElse(moment.stored().isEmpty() ? "walk.event.nothing" : "walk.event.done") + ".title");
    }

    /** A step in sentences. */
    static String words(Moment moment) {
        String what = moment.event().map(EventText::words).orElseGet(() -> TEXTS.get(
                moment.stored().isEmpty() ? "walk.event.nothing" : "walk.event.done"));
        return TEXTS.get("walk.event.stored", what, moment.stored().size(), moment.bytes());
    }

    private static String id(StructureEvent event) {
        return "walk.event." + switch (event) {
            case TableBuilt built -> built.chain() ? "chain" : "built";
            case TableLinked _ -> "linked";
            case Exploded _ -> "exploded";
            case Fused _ -> "fused";
            case RoomTaken taken -> taken.rest() == 0 ? "taken" : "split";
            case RoomFreed _ -> "freed";
            case Joined _ -> "joined";
            case Grown grown -> grown.zone() ? "zone" : "grown";
        };
    }

    private static String words(StructureEvent event) {
        String at = Formats.offset(event.at());
        String id = id(event);
        return switch (event) {
            case TableBuilt built -> TEXTS.get(id, at, built.slots(), built.records());
            case TableLinked linked -> TEXTS.get(id, at, Formats.offset(linked.table()));
            case Exploded exploded -> TEXTS.get(id, at, exploded.bucket(), exploded.moved(),
                    Formats.offset(exploded.table()), exploded.used());
            case Fused fused -> TEXTS.get(id, at, Formats.offset(fused.old()));
            case RoomTaken taken -> TEXTS.get(id, at, taken.length(), Formats.offset(taken.from()), taken.rest());
            case RoomFreed freed -> TEXTS.get(id, at, freed.length());
            case Joined joined -> TEXTS.get(id, at, joined.before(), joined.length());
            case Grown grown -> TEXTS.get(id, at, Formats.offset(grown.end()), grown.end() - grown.at());
        };
    }
}
