package io.cinnabar.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;

/** The classes that generated code is made of. */
final class Names {
    private static final String MAPPING = "io.cinnabar.mapping";
    private static final String SCHEMA = "io.cinnabar.schema";

    static final ClassName CASCADE = ClassName.get(MAPPING, "Cascade");
    static final ClassName COLLECTION_KIND = ClassName.get(MAPPING, "CollectionKind");
    static final ClassName COLUMN_PAIR = ClassName.get(MAPPING, "ColumnPair");
    static final ClassName EMBEDDABLE_ACCESS = ClassName.get(MAPPING, "EmbeddableAccess");
    static final ClassName EMBEDDED = ClassName.get(MAPPING, "Embedded");
    static final ClassName ENTITY = ClassName.get(MAPPING, "Entity");
    static final ClassName ENTITY_ACCESS = ClassName.get(MAPPING, "EntityAccess");
    static final ClassName LAZY_INITIALIZER = ClassName.get(MAPPING, "LazyInitializer");
    static final ClassName LAZY_REFERENCE = ClassName.get(MAPPING, "LazyReference");
    static final ClassName LIFECYCLE_EVENT = ClassName.get(MAPPING, "LifecycleEvent");
    static final ClassName MAPPER = ClassName.get(MAPPING, "Mapper");
    static final ClassName MAPPING_PROVIDER = ClassName.get(MAPPING, "MappingProvider");
    static final ClassName RELATIONSHIP_DEFINITION = ClassName.get(MAPPING, "RelationshipDefinition");
    static final ClassName RELATIONSHIP_JOIN = ClassName.get(MAPPING, "RelationshipJoin");
    static final ClassName RELATIONSHIP_KIND = ClassName.get(MAPPING, "RelationshipKind");
    static final ClassName RELATIONSHIP_OPTIONS = ClassName.get(MAPPING, "RelationshipOptions");
    static final ClassName TO_MANY = ClassName.get(MAPPING, "ToMany");
    static final ClassName TO_ONE = ClassName.get(MAPPING, "ToOne");
    static final ClassName META_DATA = ClassName.get(SCHEMA, "MetaData");
    static final ClassName SCHEMA_OPTIONS = ClassName.get(SCHEMA, "Schema");
    static final ClassName TABLE = ClassName.get(SCHEMA, "Table");

    static final AnnotationSpec NULLABLE = AnnotationSpec.builder(ClassName.get("org.jspecify.annotations", "Nullable"))
            .build();
    static final TypeName NULLABLE_OBJECT = ClassName.get(Object.class).annotated(NULLABLE);

    private Names() {}

    /** A name in upper case with underscores: {@code firstName} as {@code FIRST_NAME}. */
    static String constant(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(java.util.Locale.ROOT);
    }
}
