package io.cinnabar.sql;

import java.util.regex.Pattern;

/** An expression as SQL text. */
public final class TextFragment extends ExpressionNode {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_.]+");

    private final TextTemplate template;

    TextFragment(TextTemplate template) {
        super(1);
        this.template = template;
    }

    /** The text, with its named parameters taken out. */
    public TextTemplate template() {
        return template;
    }

    /**
     * The lowest, as nobody knows which operators the text holds: {@code (a = 1 OR b = 2) AND c = 3}. A single word
     * needs no parentheses.
     */
    @Override
    public int precedence() {
        boolean isWord = template.names().isEmpty()
                && WORD.matcher(template.parts().get(0)).matches();
        return isWord ? Operator.ATOM : Operator.ANY;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitFragment(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(template);
    }
}
