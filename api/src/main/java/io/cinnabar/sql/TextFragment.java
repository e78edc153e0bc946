package io.cinnabar.sql;

/** An expression as SQL text. */
public final class TextFragment extends ExpressionNode {
    private final TextTemplate template;

    TextFragment(TextTemplate template) {
        super(1);
        this.template = template;
    }

    /** The text, with its named parameters taken out. */
    public TextTemplate template() {
        return template;
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
