package io.cinnabar.examples.chinook;

import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresChinookTests extends ChinookSuite {}
