package io.cinnabar.sql;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An operator between two expressions: its SQL symbol, how tightly it binds, and whether {@code a ∘ (b ∘ c)} is
 * {@code (a ∘ b) ∘ c}.
 *
 * @param symbol the SQL symbol
 * @param precedence how tightly it binds; higher binds tighter
 * @param isAssociative whether parentheses around an equal operator can be left out
 */
public record Operator(String symbol, int precedence, boolean isAssociative) {
    /** The precedence of SQL of which nothing is known. */
    public static final int ANY = 0;
    /** The precedence of OR. */
    public static final int OR = 10;
    /** The precedence of AND. */
    public static final int AND = 20;
    /** The precedence of NOT. */
    public static final int NOT = 30;
    /** The precedence of comparisons and predicates. */
    public static final int COMPARISON = 40;
    /** The precedence of operators that SQL does not define itself. */
    public static final int OTHER = 50;
    /** The precedence of addition. */
    public static final int ADDITIVE = 60;
    /** The precedence of multiplication. */
    public static final int MULTIPLICATIVE = 70;
    /** The precedence of signs. */
    public static final int SIGN = 80;
    /** The precedence of what needs no parentheses anywhere. */
    public static final int ATOM = 100;

    /** {@code a = b}. */
    public static final Operator EQ = new Operator("=", COMPARISON, false);
    /** {@code a <> b}. */
    public static final Operator NE = new Operator("<>", COMPARISON, false);
    /** {@code a < b}. */
    public static final Operator LT = new Operator("<", COMPARISON, false);
    /** {@code a <= b}. */
    public static final Operator LE = new Operator("<=", COMPARISON, false);
    /** {@code a > b}. */
    public static final Operator GT = new Operator(">", COMPARISON, false);
    /** {@code a >= b}. */
    public static final Operator GE = new Operator(">=", COMPARISON, false);
    /** {@code a IS DISTINCT FROM b}. */
    public static final Operator IS_DISTINCT_FROM = new Operator("IS DISTINCT FROM", COMPARISON, false);
    /** {@code a IS NOT DISTINCT FROM b}. */
    public static final Operator IS_NOT_DISTINCT_FROM = new Operator("IS NOT DISTINCT FROM", COMPARISON, false);
    /** {@code a + b}. */
    public static final Operator PLUS = new Operator("+", ADDITIVE, true);
    /** {@code a - b}. */
    public static final Operator MINUS = new Operator("-", ADDITIVE, false);
    /** {@code a * b}. */
    public static final Operator TIMES = new Operator("*", MULTIPLICATIVE, true);
    /** {@code a / b}. */
    public static final Operator DIVIDED_BY = new Operator("/", MULTIPLICATIVE, false);
    /** {@code a % b}. */
    public static final Operator MODULO = new Operator("%", MULTIPLICATIVE, false);
    /** {@code a || b}. */
    public static final Operator CONCAT = new Operator("||", OTHER, true);

    private static final Set<Operator> STANDARD = Set.of(
            EQ,
            NE,
            LT,
            LE,
            GT,
            GE,
            IS_DISTINCT_FROM,
            IS_NOT_DISTINCT_FROM,
            PLUS,
            MINUS,
            TIMES,
            DIVIDED_BY,
            MODULO,
            CONCAT);
    private static final Pattern SYMBOLS = Pattern.compile("[-+*/<>=~!@#%^&|?]{1,8}");
    private static final Set<String> WORDS = Set.of(
            "SIMILAR TO",
            "NOT SIMILAR TO",
            "REGEXP",
            "NOT REGEXP",
            "RLIKE",
            "NOT RLIKE",
            "GLOB",
            "NOT GLOB",
            "MATCH",
            "SOUNDS LIKE",
            "OVERLAPS",
            "MEMBER OF",
            "AT TIME ZONE",
            "DIV",
            "MOD",
            "XOR");

    /**
     * An operator of one database: operator characters, or one of the words that databases have; anything else is
     * refused, so that no text can become SQL here.
     */
    public static Operator custom(String symbol, int precedence) {
        boolean isSymbol = SYMBOLS.matcher(symbol).matches() && !symbol.contains("--") && !symbol.contains("/*");
        if (!isSymbol && !WORDS.contains(symbol.toUpperCase(Locale.ROOT))) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "'" + symbol + "' is not an operator. Use operator characters such as '->>', words such as"
                            + " SIMILAR TO, or write the expression with literalColumn(…).");
        }
        return new Operator(symbol, precedence, false);
    }

    /** Whether this is an operator of the standard, about whose precedence databases agree. */
    public boolean isStandard() {
        return STANDARD.contains(this);
    }
}
