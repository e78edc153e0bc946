package io.cinnabar.docs.orm;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

// tag::class
@Entity
@Table(
        name = "product",
        uniqueConstraints = @UniqueConstraint(columnNames = "code"),
        indexes = @Index(columnList = "status, price DESC"))
public class Product {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "product_seq")
    @SequenceGenerator(name = "product_seq", allocationSize = 20)
    private @Nullable Long id;

    @Column(length = 20, nullable = false, updatable = false)
    private String code = "";

    @Column(precision = 10, scale = 2)
    private @Nullable BigDecimal price;

    @Enumerated(EnumType.STRING)
    private Status status = Status.DRAFT;

    @Convert(converter = LocaleConverter.class)
    private @Nullable Locale language;

    @Embedded
    @AttributeOverride(name = "unit", column = @Column(name = "size_unit", length = 2))
    private @Nullable Size size;

    @Version
    private int version;

    @Transient
    private int timesShown;

    protected Product() {}

    public Product(String code, Size size) {
        this.code = code;
        this.size = size;
    }

    public enum Status {
        DRAFT,
        SOLD
    }

    @Embeddable
    public record Size(int height, int width, String unit) {}

    @Converter
    public static class LocaleConverter implements AttributeConverter<Locale, String> {
        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Locale locale) {
            return locale == null ? null : locale.toLanguageTag();
        }

        @Override
        public @Nullable Locale convertToEntityAttribute(@Nullable String tag) {
            return tag == null ? null : Locale.forLanguageTag(tag);
        }
    }
    // end::class

    public @Nullable Long getId() {
        return id;
    }

    public @Nullable Size getSize() {
        return size;
    }

    public void setLanguage(@Nullable Locale language) {
        this.language = language;
    }

    public @Nullable Locale getLanguage() {
        return language;
    }

    public Status getStatus() {
        return status;
    }

    public int show() {
        return ++timesShown;
    }
}
