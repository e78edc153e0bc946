package io.cinnabar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A model as applications with JPA have it, which compiles unchanged. */
class JpaModelTests {
    private static final String VALIDATION = """
            package jakarta.validation.constraints;
            public @interface NotNull {}
            """;
    private static final String SIZE = """
            package jakarta.validation.constraints;
            public @interface Size { int max() default 0; }
            """;
    private static final String BASE = """
            import jakarta.validation.constraints.NotNull;
            @MappedSuperclass
            public abstract class BaseEntity implements java.io.Serializable {
                private static final long serialVersionUID = 1L;
                @Id
                @GeneratedValue(strategy = GenerationType.IDENTITY)
                private Long id;
                @Version
                private Integer version;
                @NotNull
                @Column(name = "created_at", nullable = false, updatable = false)
                private java.time.Instant createdAt;
                @PrePersist
                void onCreate() { createdAt = java.time.Instant.now(); }
                public Long getId() { return id; }
                public java.time.Instant getCreatedAt() { return createdAt; }
                @Override
                public boolean equals(Object other) {
                    return other instanceof BaseEntity entity && id != null && id.equals(entity.getId());
                }
                @Override
                public int hashCode() { return getClass().hashCode(); }
            }
            """;
    private static final String POST = """
            import jakarta.validation.constraints.*;
            @Entity
            @Table(name = "posts", indexes = @Index(name = "idx_posts_title", columnList = "title"))
            @NamedQuery(name = "Post.all", query = "select p from Post p")
            @Cacheable
            public class Post extends BaseEntity {
                private static final long serialVersionUID = 1L;
                @NotNull @Size(max = 200)
                @Column(nullable = false, length = 200)
                private String title;
                @Lob
                private String body;
                @Enumerated(EnumType.STRING)
                private Status status = Status.DRAFT;
                @ManyToOne(fetch = FetchType.LAZY, optional = false)
                @JoinColumn(name = "author_id")
                private Writer author;
                @OneToMany(mappedBy = "post", cascade = CascadeType.ALL, orphanRemoval = true)
                @OrderBy("createdAt DESC")
                private List<Comment> comments = new ArrayList<>();
                @ManyToMany
                @JoinTable(name = "post_tags", joinColumns = @JoinColumn(name = "post_id"),
                        inverseJoinColumns = @JoinColumn(name = "tag_id"))
                private Set<Tag> tags = new HashSet<>();
                protected Post() {}
                public Post(String title, Writer author) { this.title = title; this.author = author; }
                public String getTitle() { return title; }
                public Writer getAuthor() { return author; }
                public List<Comment> getComments() { return comments; }
                public void addComment(Comment comment) { comments.add(comment); comment.setPost(this); }
                public enum Status { DRAFT, PUBLISHED }
            }
            """;
    private static final String COMMENT = """
            @Entity
            @Table(name = "comments")
            public class Comment extends BaseEntity {
                private static final long serialVersionUID = 1L;
                private String text;
                @ManyToOne(fetch = FetchType.LAZY)
                private Post post;
                public void setPost(Post post) { this.post = post; }
            }
            """;
    private static final String WRITER = """
            @Entity
            @Table(name = "writers", uniqueConstraints = @UniqueConstraint(columnNames = "email"))
            public class Writer extends BaseEntity {
                private static final long serialVersionUID = 1L;
                @Column(nullable = false) private String email;
                @Embedded private Profile profile;
                @OneToMany(mappedBy = "author") private Set<Post> posts = new HashSet<>();
            }
            """;
    private static final String PROFILE = """
            @Embeddable
            public class Profile implements java.io.Serializable {
                private static final long serialVersionUID = 1L;
                private String bio;
                private java.time.LocalDate birthday;
            }
            """;
    private static final String TAG = """
            @Entity
            @Table(name = "tags")
            public class Tag extends BaseEntity {
                private static final long serialVersionUID = 1L;
                @Column(unique = true) private String name;
                @ManyToMany(mappedBy = "tags") private Set<Post> posts = new HashSet<>();
            }
            """;

    @Test
    void compilesUnchanged() {
        Compilation compilation = SourceCompiler.fresh()
                .option("-Xlint:-serial")
                .run(VALIDATION, SIZE, BASE, POST, COMMENT, WRITER, PROFILE, TAG)
                .succeededWithWarnings();
        assertThat(compilation.warnings())
                .as("only what has no effect is remarked")
                .hasSize(2)
                .anyMatch(warning -> warning.startsWith("@NamedQuery on 'Post' has no effect"))
                .anyMatch(warning -> warning.startsWith("@Cacheable on 'Post' has no effect"));
        assertThat(compilation.ddl("posts"))
                .containsExactly(
                        "id BIGINT GENERATED BY DEFAULT AS IDENTITY NOT NULL",
                        "version INTEGER NOT NULL",
                        "created_at TIMESTAMP WITH TIME ZONE NOT NULL",
                        "title VARCHAR(200) NOT NULL",
                        "body TEXT",
                        "status VARCHAR(255)",
                        "author_id BIGINT NOT NULL",
                        "CONSTRAINT pk_posts PRIMARY KEY (id)",
                        "CONSTRAINT fk_posts_author_id_writers FOREIGN KEY (author_id) REFERENCES writers (id)");
        assertThat(compilation.mappings().metadata().sortedTables())
                .extracting(io.cinnabar.schema.Table::name)
                .containsExactlyInAnyOrderElementsOf(List.of("writers", "posts", "comments", "tags", "post_tags"));
        Object post = compilation.mapper("Post").access().create();
        compilation.setAndGet("Post", post, "id", 3L);
        assertThat(compilation.get("Post", post, "id")).isEqualTo(3L);
    }
}
