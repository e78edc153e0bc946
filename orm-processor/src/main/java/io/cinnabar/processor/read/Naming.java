package io.cinnabar.processor.read;

import java.util.Locale;

/** The names that tables and columns have where nothing names them. */
enum Naming {
    /** As Jakarta Persistence says: the names of the class and the attribute. */
    JPA {
        @Override
        String of(String name) {
            return name;
        }
    },
    /** In lower case with underscores, as Spring Boot has them. */
    SNAKE_CASE {
        @Override
        String of(String name) {
            var snake = new StringBuilder(name);
            for (int place = 1; place < snake.length() - 1; place++) {
                if (isWordEnd(snake.charAt(place - 1))
                        && Character.isUpperCase(snake.charAt(place))
                        && isWordEnd(snake.charAt(place + 1))) {
                    snake.insert(place++, '_');
                }
            }
            return snake.toString().toLowerCase(Locale.ROOT);
        }
    };

    private static boolean isWordEnd(char character) {
        return Character.isLowerCase(character) || Character.isDigit(character);
    }

    /** The name in the database of a class or attribute. */
    abstract String of(String name);

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
