package io.cinnabar.core;

/**
 * A user name and a password, as a supplier gives them for each new connection.
 *
 * @param username the user's name
 * @param password the password or token
 */
public record Credentials(String username, String password) {
    /** The user's name; the password is hidden. */
    @Override
    public String toString() {
        return username + ":***";
    }
}
