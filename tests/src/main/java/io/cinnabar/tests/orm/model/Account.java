package io.cinnabar.tests.orm.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Is versioned, and its key is drawn by the session. */
public class Account {
    public @Nullable UUID id;
    public int balance;
    public int version;
    public byte @Nullable [] picture;

    public Account() {}

    public Account(int balance) {
        this.balance = balance;
    }
}
