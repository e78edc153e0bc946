package io.cinnabar.compile;

import static io.cinnabar.sql.Sql.and;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.literalColumn;
import static io.cinnabar.sql.Sql.or;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.BOOLEAN;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cinnabar.sql.Condition;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.NumericExpression;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParenthesesTests {
    private static final NumericExpression<Integer> A = number("a");
    private static final NumericExpression<Integer> B = number("b");
    private static final NumericExpression<Integer> C = number("c");
    private static final TextExpression S = text("s");
    private static final TextExpression T = text("t");
    private static final TextExpression U = text("u");
    private static final Condition X = truth("x");
    private static final Condition Y = truth("y");
    private static final Condition Z = truth("z");

    private static NumericExpression<Integer> number(String name) {
        return Sql.coerce(literalColumn(name, INTEGER), INTEGER);
    }

    private static TextExpression text(String name) {
        return Sql.coerce(literalColumn(name, TEXT), TEXT);
    }

    private static Condition truth(String name) {
        return Sql.coerce(literalColumn(name, BOOLEAN), BOOLEAN);
    }

    static Stream<Arguments> arithmetic() {
        return Stream.of(
                arguments(A.plus(B).plus(C), "a + b + c"),
                arguments(A.plus(B.plus(C)), "a + b + c"),
                arguments(A.plus(B.minus(C)), "a + (b - c)"),
                arguments(A.minus(B).minus(C), "a - b - c"),
                arguments(A.minus(B.minus(C)), "a - (b - c)"),
                arguments(A.minus(B.plus(C)), "a - (b + c)"),
                arguments(A.minus(B).plus(C), "a - b + c"),
                arguments(A.times(B).plus(C), "a * b + c"),
                arguments(A.plus(B).times(C), "(a + b) * c"),
                arguments(A.plus(B.times(C)), "a + b * c"),
                arguments(A.times(B.plus(C)), "a * (b + c)"),
                arguments(A.times(B.times(C)), "a * b * c"),
                arguments(A.times(B.dividedBy(C)), "a * (b / c)"),
                arguments(A.dividedBy(B.times(C)), "a / (b * c)"),
                arguments(A.dividedBy(B.dividedBy(C)), "a / (b / c)"),
                arguments(A.dividedBy(B).times(C), "a / b * c"),
                arguments(A.modulo(B.modulo(C)), "a % (b % c)"),
                arguments(A.modulo(B).times(C), "a % b * c"),
                arguments(A.plus(B).negate(), "-(a + b)"),
                arguments(A.times(B).negate(), "-(a * b)"),
                arguments(A.negate().negate(), "-(-a)"),
                arguments(A.negate().plus(B), "-a + b"),
                arguments(A.minus(B.negate()), "a - -b"),
                arguments(A.negate().times(B.negate()), "-a * -b"));
    }

    /** A sign in front of a value never makes a comment. */
    static Stream<Arguments> signs() {
        return Stream.of(
                arguments(literal(-1).negate(), "-(-1)"),
                arguments(value(-1).negate(), "-(?)"),
                arguments(param("p", INTEGER).negate(), "-(?)"),
                arguments(Sql.coerce(literalColumn("-1", INTEGER), INTEGER).negate(), "-(-1)"),
                arguments(A.minus(literal(-1)), "a - (-1)"),
                arguments(A.minus(-1), "a - ?"));
    }

    static Stream<Arguments> text() {
        return Stream.of(
                arguments(S.concat(T).concat(U), "s || t || u"),
                arguments(S.concat(T.concat(U)), "s || t || u"),
                arguments(S.concat(T).eq(U), "s || t = u"),
                arguments(S.concat(T).like("x"), "s || t LIKE ?"),
                arguments(S.like(T.concat(U)), "s LIKE t || u"),
                arguments(S.eq(T.concat(U)), "s = t || u"),
                arguments(S.concat(Sql.cast(A.plus(B), TEXT)), "s || CAST(a + b AS TEXT)"));
    }

    /** Operators of a database may bind tighter or looser than they look. */
    static Stream<Arguments> databaseOperators() {
        return Stream.of(
                arguments(S.concat(T).isRelated("@>", U), "(s || t) @> u"),
                arguments(S.isRelated("@>", T.concat(U)), "s @> (t || u)"),
                arguments(S.isRelated("@>", T).isRelated("@>", Y), "(s @> t) @> y"),
                arguments(S.isRelated("SIMILAR TO", T.concat(U)), "s SIMILAR TO (t || u)"),
                arguments(S.operate("->", T, TEXT).operate("->>", U, TEXT), "(s -> t) ->> u"),
                arguments(S.operate("->", T.concat(U), TEXT), "s -> (t || u)"),
                arguments(S.concat(Sql.coerce(T.operate("->>", U, TEXT), TEXT)), "s || (t ->> u)"),
                arguments(A.plus(B).isRelated("<<", C), "a + b << c"),
                arguments(S.isRelated("@>", T).not(), "NOT s @> t"),
                arguments(S.isRelated("@>", T).and(X), "s @> t AND x"));
    }

    static Stream<Arguments> comparisons() {
        return Stream.of(
                arguments(A.plus(B).eq(C), "a + b = c"),
                arguments(A.eq(B.plus(C)), "a = b + c"),
                arguments(A.eq(B).eq(X), "(a = b) = x"),
                arguments(X.eq(A.eq(B)), "x = (a = b)"),
                arguments(X.eq(Y.and(Z)), "x = (y AND z)"),
                arguments(X.and(Y).eq(Z), "(x AND y) = z"),
                arguments(X.not().eq(Y), "(NOT x) = y"),
                arguments(A.eq(B).isNull(), "(a = b) IS NULL"),
                arguments(X.and(Y).isTrue(), "(x AND y) IS TRUE"),
                arguments(X.isNull().isNull(), "(x IS NULL) IS NULL"),
                arguments(A.plus(B).isNull(), "a + b IS NULL"),
                arguments(A.isDistinctFrom(B).eq(X), "(a IS DISTINCT FROM b) = x"),
                arguments(A.lt(B).isDistinctFrom(Y), "(a < b) IS DISTINCT FROM y"));
    }

    static Stream<Arguments> rangesAndLists() {
        return Stream.of(
                arguments(A.plus(B).between(C, C.plus(1)), "a + b BETWEEN c AND c + ?"),
                arguments(X.between(Y.and(Z), Y.or(Z)), "x BETWEEN (y AND z) AND (y OR z)"),
                arguments(A.between(1, 2).and(X), "a BETWEEN ? AND ? AND x"),
                arguments(A.between(1, 2).eq(X), "(a BETWEEN ? AND ?) = x"),
                arguments(X.between(A.between(1, 2), Y), "x BETWEEN (a BETWEEN ? AND ?) AND y"),
                arguments(A.plus(B).in(1), "a + b IN (?)"),
                arguments(A.eq(B).in(true), "(a = b) IN (?)"),
                arguments(A.in(1).not(), "NOT a IN (?)"),
                arguments(A.in(1).isNull(), "(a IN (?)) IS NULL"),
                arguments(S.like("x").isNull(), "(s LIKE ?) IS NULL"));
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                arguments(X.and(Y).and(Z), "x AND y AND z"),
                arguments(X.and(Y.and(Z)), "x AND y AND z"),
                arguments(X.or(Y).or(Z), "x OR y OR z"),
                arguments(X.and(Y).or(Z), "x AND y OR z"),
                arguments(X.or(Y.and(Z)), "x OR y AND z"),
                arguments(X.or(Y).and(Z), "(x OR y) AND z"),
                arguments(X.and(Y.or(Z)), "x AND (y OR z)"),
                arguments(X.and(Y).not(), "NOT (x AND y)"),
                arguments(X.or(Y).not(), "NOT (x OR y)"),
                arguments(X.not().not(), "NOT (NOT x)"),
                arguments(X.not().and(Y), "NOT x AND y"),
                arguments(X.not().or(Y.not()), "NOT x OR NOT y"),
                arguments(A.eq(B).not(), "NOT a = b"),
                arguments(and(List.of(X, or(Y, Z), and(X, Y))), "x AND (y OR z) AND x AND y"));
    }

    static Stream<Arguments> atoms() {
        return Stream.of(
                arguments(Sql.cast(A.plus(B), INTEGER).times(C), "CAST(a + b AS INTEGER) * c"),
                arguments(Sql.caseWhen(X).then(A).otherwise(B).eq(C), "CASE WHEN x THEN a ELSE b END = c"),
                arguments(A.plus(B).as("sum").eq(C), "(a + b) = c"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({
        "arithmetic",
        "signs",
        "text",
        "databaseOperators",
        "comparisons",
        "rangesAndLists",
        "conditions",
        "atoms"
    })
    void putsParenthesesWhereTheyAreNeeded(Expression<?> expression, String expected) {
        assertThat(sql(expression)).isEqualTo(expected);
    }

    private static String sql(Expression<?> expression) {
        return select(expression).toString().substring("SELECT ".length());
    }

    /** Trees of arithmetic mean in SQL what they mean as a tree: read by the rules of precedence, the values agree. */
    @Test
    void keepsTheValueOfRandomArithmetic() {
        for (int seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            var tree = Arithmetic.of(random, 5);
            assertThat(new Arithmetic.Reader(sql(tree.expression())).read())
                    .as("%s", sql(tree.expression()))
                    .isEqualTo(tree.value());
        }
    }

    /** An expression with the value that its tree has. */
    private record Arithmetic(NumericExpression<Integer> expression, long value) {
        private static final long PRIME = 1_000_003;

        private static long mod(long value) {
            return Math.floorMod(value, PRIME);
        }

        static Arithmetic of(Random random, int depth) {
            if (depth == 0 || random.nextInt(6) == 0) {
                int digit = random.nextInt(1, 100);
                return new Arithmetic(number(Integer.toString(digit)), digit);
            }
            Arithmetic left = of(random, depth - 1);
            if (random.nextInt(6) == 0) {
                return new Arithmetic(left.expression.negate(), mod(-left.value));
            }
            Arithmetic right = of(random, depth - 1);
            return switch (random.nextInt(3)) {
                case 0 -> new Arithmetic(left.expression.plus(right.expression), mod(left.value + right.value));
                case 1 -> new Arithmetic(left.expression.minus(right.expression), mod(left.value - right.value));
                default -> new Arithmetic(left.expression.times(right.expression), mod(left.value * right.value));
            };
        }

        /** Reads arithmetic by the usual precedence, from left to right. */
        private static final class Reader {
            private final List<String> tokens = new ArrayList<>();
            private int position;

            Reader(String sql) {
                var matcher = java.util.regex.Pattern.compile("\\d+|[-+*()]").matcher(sql);
                while (matcher.find()) {
                    tokens.add(matcher.group());
                }
                tokens.add("end");
            }

            long read() {
                long value = product();
                while (tokens.get(position).equals("+") || tokens.get(position).equals("-")) {
                    boolean isPlus = tokens.get(position++).equals("+");
                    long right = product();
                    value = mod(isPlus ? value + right : value - right);
                }
                return value;
            }

            private long product() {
                long value = factor();
                while (tokens.get(position).equals("*")) {
                    position++;
                    value = mod(value * factor());
                }
                return value;
            }

            private long factor() {
                String token = tokens.get(position++);
                if (token.equals("-")) {
                    return mod(-factor());
                }
                if (token.equals("(")) {
                    long value = read();
                    position++;
                    return value;
                }
                return Long.parseLong(token);
            }
        }
    }
}
