package io.cinnabar.processor.read;

import io.cinnabar.processor.model.AnnotationView;
import java.util.List;
import javax.lang.model.element.Element;

/** The join columns that are written at an attribute. */
final class JoinColumns {
    private JoinColumns() {}

    /** The annotations; none where the defaults hold. */
    static List<AnnotationView> of(Element element) {
        return AnnotationView.repeated(element, "JoinColumn", "JoinColumns");
    }
}
