package io.cinnabar.type;

import static java.util.Objects.requireNonNull;

/**
 * A JSON document as text. Two documents are equal when their text is; a database may store a document in a normal form
 * of its own (PostgreSQL's {@code jsonb} does), so what is read back can be spelled differently.
 *
 * @param text the document
 */
public record Json(String text) {

    /** Checks that there is a text. */
    public Json {
        requireNonNull(text, "text");
    }

    /** A document from its text, which the database checks when it is stored. */
    public static Json of(String text) {
        return new Json(text);
    }

    /** The document's text. */
    @Override
    public String toString() {
        return text;
    }
}
