/**
 * The frame around all views, and what views work with.
 *
 * <p>
 * A view is a {@link tdb2.ui.workbench.ViewPart}: made by the factory of its {@link tdb2.ui.workbench.ViewType} for one
 * {@link tdb2.ui.workbench.Document}. It reads the file only in a {@link tdb2.ui.workbench.Job} that it hands to the
 * document's {@link tdb2.ui.workbench.JobQueue}, follows and publishes the one
 * {@link tdb2.ui.workbench.SelectionModel selection}, and knows no other view. Components, models, documents and
 * selection belong to the event thread; files belong to workers; {@link tdb2.ui.workbench.EventThread} sees to both.
 */
package tdb2.ui.workbench;
