package io.cinnabar.sql;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The classes that the resolvers know, each looked up once. */
final class MappedClasses {
    private static final ClassValue<EntityExpression<?>> KNOWN = new ClassValue<>() {
        @Override
        protected EntityExpression<?> computeValue(Class<?> entityClass) {
            return resolved(entityClass);
        }
    };

    private MappedClasses() {}

    @SuppressWarnings("unchecked") // a resolver returns the entity of the class that it is asked for
    static <E> EntityExpression<E> find(Class<E> entityClass) {
        return (EntityExpression<E>) KNOWN.get(entityClass);
    }

    private static EntityExpression<?> resolved(Class<?> entityClass) {
        for (EntityResolver resolver : ServiceLoader.load(EntityResolver.class, entityClass.getClassLoader())) {
            @Nullable EntityExpression<?> found = resolver.resolve(entityClass);
            if (found != null) {
                return found;
            }
        }
        throw new InvalidRequestException(
                ErrorCode.ENTITY_UNMAPPED,
                "The class " + entityClass.getName() + " is not mapped. Annotate it with @Entity and let the annotation"
                        + " processor cinnabar-orm-processor run when it is compiled, or select the entity of its mapper.");
    }
}
