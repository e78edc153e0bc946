package io.cinnabar.schema;

import io.cinnabar.sql.DdlStatement;

/** A statement that creates, changes or drops a part of a schema. Immutable. */
public abstract sealed class SchemaStatement extends DdlStatement
        permits CreateTable,
                DropTable,
                CreateIndex,
                DropIndex,
                CreateSequence,
                DropSequence,
                CreateSchema,
                DropSchema,
                CreateEnumType,
                DropEnumType,
                AddConstraint,
                DropConstraint,
                SetTableComment,
                SetColumnComment {

    SchemaStatement() {}

    /** Hands this statement to the method of the visitor that is meant for its class. */
    public abstract <R> R accept(SchemaVisitor<R> visitor);
}
