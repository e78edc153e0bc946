package io.cinnabar.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * A method that is called at a moment in the life of an object.
 *
 * @param event the name of the constant of {@code LifecycleEvent}
 * @param method the method
 * @param owner the expression of the class that declares it
 * @param listener the class of the listener that it is called on, or null where it is a method of the object
 * @param isVisible whether the generated class may call it; else it goes by a handle
 */
public record CallbackModel(
        String event,
        ExecutableElement method,
        CodeBlock owner,
        @Nullable ClassName listener,
        boolean isVisible) {}
