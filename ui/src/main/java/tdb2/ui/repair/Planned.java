package tdb2.ui.repair;

import java.util.List;
import tdb2.engine.repair.Aside;
import tdb2.engine.repair.Plan;

/**
 * A plan, and what it sets aside.
 *
 * @param plan the plan
 * @param asides the first records that are set aside
 */
record Planned(Plan plan, List<Aside> asides) {

    Planned {
        asides = List.copyOf(asides);
    }
}
