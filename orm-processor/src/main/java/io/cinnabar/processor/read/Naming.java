package io.cinnabar.processor.read;

import java.util.Locale;

/**
 * How names of classes, attributes and annotations become names of the database. A name that is written in quotes stays
 * as it is; any other is in lower case, as if it stood in SQL without quotes.
 */
enum Naming {
    /** As Jakarta Persistence says: the names of the class and the attribute. */
    JPA {
        @Override
        String words(String name) {
            return name;
        }
    },
    /** With underscores between words, those of written names too, as Spring Boot has them. */
    SNAKE_CASE {
        @Override
        String words(String name) {
            var snake = new StringBuilder(name);
            for (int place = 1; place < snake.length() - 1; place++) {
                if (isWordEnd(snake.charAt(place - 1))
                        && Character.isUpperCase(snake.charAt(place))
                        && isWordEnd(snake.charAt(place + 1))) {
                    snake.insert(place++, '_');
                }
            }
            return snake.toString();
        }
    };

    private static boolean isWordEnd(char character) {
        return Character.isLowerCase(character) || Character.isDigit(character);
    }

    abstract String words(String name);

    /** The name in the database of a table, column, schema or sequence. */
    String of(String name) {
        return isQuoted(name) ? folded(name) : folded(words(name));
    }

    /** The name in the database of something that keeps its words, as constraints and indexes do. */
    static String folded(String name) {
        return isQuoted(name) ? name.substring(1, name.length() - 1) : name.toLowerCase(Locale.ROOT);
    }

    private static boolean isQuoted(String name) {
        int last = name.length() - 1;
        return last > 1 && name.charAt(0) == name.charAt(last) && (name.charAt(0) == '"' || name.charAt(0) == '`');
    }

    /** A name as that of a Java variable: {@code author_id} as {@code authorId}. */
    static String variable(String name) {
        var variable = new StringBuilder();
        boolean startsWord = false;
        for (char character : name.toCharArray()) {
            if (!Character.isJavaIdentifierPart(character) || character == '_') {
                startsWord = !variable.isEmpty();
            } else if (variable.isEmpty()) {
                variable.append(Character.toLowerCase(character));
            } else {
                variable.append(startsWord ? Character.toUpperCase(character) : character);
                startsWord = false;
            }
        }
        return variable.isEmpty() || !Character.isJavaIdentifierStart(variable.charAt(0))
                ? "column" + variable
                : variable.toString();
    }

    /** A name with a large first letter. */
    static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
