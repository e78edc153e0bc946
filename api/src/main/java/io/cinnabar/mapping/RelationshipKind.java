package io.cinnabar.mapping;

/** How many objects stand on either side of a relationship. */
public enum RelationshipKind {
    /** Many objects refer to the same one. */
    MANY_TO_ONE,
    /** One object refers to one, which belongs to it alone. */
    ONE_TO_ONE,
    /** One object has many, which belong to it alone. */
    ONE_TO_MANY,
    /** Objects have many, which others have as well. */
    MANY_TO_MANY;

    /** Whether the attribute holds many objects. */
    public boolean isToMany() {
        return this == ONE_TO_MANY || this == MANY_TO_MANY;
    }

    /** The same relationship seen from its other side. */
    public RelationshipKind reversed() {
        return switch (this) {
            case MANY_TO_ONE -> ONE_TO_MANY;
            case ONE_TO_MANY -> MANY_TO_ONE;
            case ONE_TO_ONE, MANY_TO_MANY -> this;
        };
    }
}
