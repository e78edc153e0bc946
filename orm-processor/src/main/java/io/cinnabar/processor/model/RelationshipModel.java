package io.cinnabar.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that refers to objects of mapped classes.
 *
 * @param name the name in the class
 * @param type its type as the generated source writes it
 * @param access how it is read and written
 * @param kind the name of the constant of {@code RelationshipKind}
 * @param collection the name of the constant of {@code CollectionKind}
 * @param target the class that it refers to
 * @param targetMetamodel the class that is generated for it
 * @param side which columns it has
 * @param options its options
 */
public record RelationshipModel(
        String name,
        TypeName type,
        AttributeAccess access,
        String kind,
        String collection,
        ClassName target,
        ClassName targetMetamodel,
        Side side,
        Options options)
        implements AttributeModel {

    /** Where the columns of a relationship are. */
    public sealed interface Side {}

    /** The other side has them. */
    public record Inverse(String mappedBy) implements Side {}

    /**
     * Columns of the own table.
     *
     * @param paths the fields of the table's class
     * @param referred the columns of the target
     * @param isInsertable whether INSERT writes them
     * @param isUpdatable whether UPDATE writes them
     */
    public record Owning(List<String> paths, List<CodeBlock> referred, boolean isInsertable, boolean isUpdatable)
            implements Side {}

    /** Columns of the target's table, each with the own one that it refers to. */
    public record Foreign(List<Pair> pairs) implements Side {}

    /** A table of links. */
    public record Linked(LinkModel link) implements Side {}

    /**
     * Two columns that are equal.
     *
     * @param left the expression of the nearer one
     * @param right the expression of the other one
     */
    public record Pair(CodeBlock left, CodeBlock right) {}

    /**
     * What it does beside.
     *
     * @param cascades the names of the constants of {@code Cascade}
     * @param orderBy the order of a collection
     */
    public record Options(
            List<String> cascades,
            boolean isOrphanRemoval,
            boolean isEager,
            boolean isOptional,
            @Nullable List<CodeBlock> orderBy) {}

    /** Whether it holds many objects. */
    public boolean isToMany() {
        return kind.endsWith("_TO_MANY");
    }
}
