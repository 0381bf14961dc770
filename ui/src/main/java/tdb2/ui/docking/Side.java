package tdb2.ui.docking;

import java.awt.Rectangle;

/** The four sides of a rectangle, and of a group of views. */
public enum Side {
    LEFT, RIGHT, TOP, BOTTOM;

    /** Whether what stands at this side shares a row with the rest. */
    boolean isHorizontal() {
        return this == LEFT || this == RIGHT;
    }

    /** Whether what stands at this side comes before the rest. */
    boolean isFirst() {
        return this == LEFT || this == TOP;
    }

    /** The strip along this side that is a given share of the rectangle. */
    Rectangle strip(Rectangle of, double share) {
        int width = (int) (of.width * share);
        int height = (int) (of.height * share);
        return switch (this) {
            case LEFT -> new Rectangle(of.x, of.y, width, of.height);
            case RIGHT -> new Rectangle(of.x + of.width - width, of.y, width, of.height);
            case TOP -> new Rectangle(of.x, of.y, of.width, height);
            case BOTTOM -> new Rectangle(of.x, of.y + of.height - height, of.width, height);
        };
    }

    /** How far another rectangle lies beyond this side of a rectangle; negative when it does not. */
    int distance(Rectangle from, Rectangle to) {
        return switch (this) {
            case LEFT -> from.x - (to.x + to.width);
            case RIGHT -> to.x - (from.x + from.width);
            case TOP -> from.y - (to.y + to.height);
            case BOTTOM -> to.y - (from.y + from.height);
        };
    }

    /** The length of the border two rectangles beside each other have in common. */
    int overlap(Rectangle one, Rectangle other) {
        return isHorizontal()
                ? Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
                : Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
    }
}
