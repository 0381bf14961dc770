/** Guided lessons: data files with a file to make, texts, tasks, and checks of what the learner did. */
package tdb2.ui.lessons;
