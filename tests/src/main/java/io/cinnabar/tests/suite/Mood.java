package io.cinnabar.tests.suite;

/** An enum that is stored by name. */
enum Mood {
    HAPPY,
    SAD,
    SO_SO
}
