package io.cinnabar.tests.suite;

/** An amount, as a class that is mapped to a number. */
record Cents(long value) {}
