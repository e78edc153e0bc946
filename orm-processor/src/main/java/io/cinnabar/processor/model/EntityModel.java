package io.cinnabar.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * A mapped class.
 *
 * @param element the class
 * @param type its name
 * @param metamodel the class that is generated for it
 * @param isPublic whether the whole world sees it
 * @param table its table
 * @param attributes its attributes in their order
 * @param keyGeneration the expression of where keys come from, or null where the program sets them
 * @param keyClass the class of a key of several attributes, or null
 * @param callbacks what is called at moments in the life of its objects
 * @param referenceMethods the methods that a reference overrides
 */
public record EntityModel(
        TypeElement element,
        ClassName type,
        ClassName metamodel,
        boolean isPublic,
        TableModel table,
        List<AttributeModel> attributes,
        @Nullable CodeBlock keyGeneration,
        @Nullable KeyClass keyClass,
        List<CallbackModel> callbacks,
        List<ExecutableElement> referenceMethods) {

    /**
     * The class of a key of several attributes.
     *
     * @param shape its parts, in the order of the attributes
     * @param paths the fields of the table's class, in the same order
     */
    public record KeyClass(EmbeddableModel shape, List<String> paths) {}

    /** The names of the attributes of its key. */
    public Set<String> keyNames() {
        return attributes.stream()
                .filter(attribute ->
                        attribute instanceof AttributeModel.Basic basic && basic.role() == AttributeModel.Role.KEY
                                || attribute instanceof AttributeModel.Composite composite
                                        && composite.role() == AttributeModel.Role.KEY)
                .map(AttributeModel::name)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** Its relationships. */
    public List<RelationshipModel> relationships() {
        return attributes.stream()
                .filter(RelationshipModel.class::isInstance)
                .map(RelationshipModel.class::cast)
                .toList();
    }
}
