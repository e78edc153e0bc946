package io.cinnabar.docs.orm;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

@Entity
class LineItem {
    @Id
    private @Nullable Long lineNo;

    @Column(name = "ARTICLE_Name")
    private String article = "";

    @Column(name = "\"Remark\"")
    private String remark = "";

    String article() {
        return article;
    }

    String remark() {
        return remark;
    }
}
