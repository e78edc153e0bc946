package io.cinnabar.schema;

/**
 * Visits the statements on a schema by their classes.
 *
 * @param <R> what a visit gives
 */
public interface SchemaVisitor<R> {
    /** Visits {@code CREATE TABLE …}. */
    R visitCreateTable(CreateTable statement);

    /** Visits {@code DROP TABLE …}. */
    R visitDropTable(DropTable statement);

    /** Visits {@code CREATE INDEX …}. */
    R visitCreateIndex(CreateIndex statement);

    /** Visits {@code DROP INDEX …}. */
    R visitDropIndex(DropIndex statement);

    /** Visits {@code CREATE SEQUENCE …}. */
    R visitCreateSequence(CreateSequence statement);

    /** Visits {@code DROP SEQUENCE …}. */
    R visitDropSequence(DropSequence statement);

    /** Visits {@code CREATE SCHEMA …}. */
    R visitCreateSchema(CreateSchema statement);

    /** Visits {@code DROP SCHEMA …}. */
    R visitDropSchema(DropSchema statement);

    /** Visits {@code CREATE TYPE … AS ENUM (…)}. */
    R visitCreateEnumType(CreateEnumType statement);

    /** Visits {@code DROP TYPE …}. */
    R visitDropEnumType(DropEnumType statement);

    /** Visits {@code ALTER TABLE … ADD CONSTRAINT …}. */
    R visitAddConstraint(AddConstraint statement);

    /** Visits {@code ALTER TABLE … DROP CONSTRAINT …}. */
    R visitDropConstraint(DropConstraint statement);

    /** Visits {@code COMMENT ON TABLE … IS …}. */
    R visitSetTableComment(SetTableComment statement);

    /** Visits {@code COMMENT ON COLUMN … IS …}. */
    R visitSetColumnComment(SetColumnComment statement);
}
