/** How it works, on files made for it: a commit step by step, and what a power cut makes of it. */
package tdb2.ui.learn;
