package io.cinnabar.tests.reliability;

/**
 * A message of the PostgreSQL protocol at which something happens: {@code Moment.message('D').number(3)} is the third
 * DataRow, {@code Moment.message('C').containing("COMMIT")} the answer to a COMMIT. Counted per connection, from the
 * time when the fault is set. Messages above 8 kB are recognised by what their first part contains.
 *
 * @param type the type of the message, such as {@code 'D'} DataRow, {@code 'C'} CommandComplete, {@code 'Z'}
 *     ReadyForQuery, {@code 'T'} RowDescription from the server, {@code 'Q'} Query, {@code 'P'} Parse from the client
 * @param text what the message contains; empty for any
 * @param number which of them it is, from 1 on
 */
public record Moment(char type, String text, int number) {

    /** The first message of a type. */
    public static Moment message(char type) {
        return new Moment(type, "", 1);
    }

    /** The first message of this type that contains a text. */
    public Moment containing(String part) {
        return new Moment(type, part, number);
    }

    /** The n-th of these messages. */
    public Moment number(int which) {
        return new Moment(type, text, which);
    }

    /** As in the name of a test: {@code message D 3}. */
    @Override
    public String toString() {
        return "message " + type + (text.isEmpty() ? "" : " '" + text.strip() + "'") + " " + number;
    }

    boolean fits(Segment segment) {
        return segment.isStart() && segment.type() == type && segment.contains(text);
    }
}
