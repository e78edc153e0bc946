package io.cinnabar.examples.chinook;

import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2ChinookTests extends ChinookSuite {}
