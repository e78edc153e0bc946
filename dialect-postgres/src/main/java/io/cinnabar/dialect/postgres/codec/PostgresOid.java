package io.cinnabar.dialect.postgres.codec;

/**
 * The object identifiers of PostgreSQL's built-in types. They are part of the wire protocol and the same on every
 * server; types made by {@code CREATE TYPE} or by an extension start at {@link #FIRST_USER_DEFINED}.
 */
public final class PostgresOid {

    /** No type given: the server infers it from where the parameter stands. */
    public static final int UNSPECIFIED = 0;

    public static final int BOOL = 16;
    public static final int BYTEA = 17;
    public static final int CHAR = 18;
    public static final int NAME = 19;
    public static final int INT8 = 20;
    public static final int INT2 = 21;
    public static final int INT2VECTOR = 22;
    public static final int INT4 = 23;
    public static final int TEXT = 25;
    public static final int OID = 26;
    public static final int XID = 28;
    public static final int CID = 29;
    public static final int OIDVECTOR = 30;
    public static final int JSON = 114;
    public static final int XML = 142;
    public static final int XML_ARRAY = 143;
    public static final int JSON_ARRAY = 199;
    public static final int CIDR_ARRAY = 651;
    public static final int CIDR = 650;
    public static final int FLOAT4 = 700;
    public static final int FLOAT8 = 701;
    public static final int UNKNOWN = 705;
    public static final int MACADDR8 = 774;
    public static final int MACADDR8_ARRAY = 775;
    public static final int MONEY = 790;
    public static final int MONEY_ARRAY = 791;
    public static final int MACADDR = 829;
    public static final int INET = 869;
    public static final int BOOL_ARRAY = 1000;
    public static final int BYTEA_ARRAY = 1001;
    public static final int CHAR_ARRAY = 1002;
    public static final int NAME_ARRAY = 1003;
    public static final int INT2_ARRAY = 1005;
    public static final int INT2VECTOR_ARRAY = 1006;
    public static final int INT4_ARRAY = 1007;
    public static final int TEXT_ARRAY = 1009;
    public static final int XID_ARRAY = 1011;
    public static final int CID_ARRAY = 1012;
    public static final int OIDVECTOR_ARRAY = 1013;
    public static final int BPCHAR_ARRAY = 1014;
    public static final int VARCHAR_ARRAY = 1015;
    public static final int INT8_ARRAY = 1016;
    public static final int FLOAT4_ARRAY = 1021;
    public static final int FLOAT8_ARRAY = 1022;
    public static final int OID_ARRAY = 1028;
    public static final int MACADDR_ARRAY = 1040;
    public static final int INET_ARRAY = 1041;
    public static final int BPCHAR = 1042;
    public static final int VARCHAR = 1043;
    public static final int DATE = 1082;
    public static final int TIME = 1083;
    public static final int TIMESTAMP = 1114;
    public static final int TIMESTAMP_ARRAY = 1115;
    public static final int DATE_ARRAY = 1182;
    public static final int TIME_ARRAY = 1183;
    public static final int TIMESTAMPTZ = 1184;
    public static final int TIMESTAMPTZ_ARRAY = 1185;
    public static final int INTERVAL = 1186;
    public static final int INTERVAL_ARRAY = 1187;
    public static final int NUMERIC_ARRAY = 1231;
    public static final int TIMETZ = 1266;
    public static final int TIMETZ_ARRAY = 1270;
    public static final int BIT = 1560;
    public static final int BIT_ARRAY = 1561;
    public static final int VARBIT = 1562;
    public static final int VARBIT_ARRAY = 1563;
    public static final int NUMERIC = 1700;
    public static final int REFCURSOR = 1790;
    public static final int REFCURSOR_ARRAY = 2201;
    public static final int VOID = 2278;
    public static final int UUID = 2950;
    public static final int UUID_ARRAY = 2951;
    public static final int JSONB = 3802;
    public static final int JSONB_ARRAY = 3807;
    public static final int JSONPATH = 4072;
    public static final int JSONPATH_ARRAY = 4073;

    /**
     * Identifiers from here on belong to types that users and extensions made, and differ from database to database.
     */
    public static final int FIRST_USER_DEFINED = 16384;

    private PostgresOid() {}

    /**
     * The element type of a built-in array type whose elements this package decodes, or {@link #UNSPECIFIED} if the
     * identifier is none of these.
     */
    static int elementOf(int arrayOid) {
        return switch (arrayOid) {
            case BOOL_ARRAY -> BOOL;
            case BYTEA_ARRAY -> BYTEA;
            case CHAR_ARRAY -> CHAR;
            case NAME_ARRAY -> NAME;
            case INT2_ARRAY -> INT2;
            case INT2VECTOR_ARRAY -> INT2VECTOR;
            case INT4_ARRAY -> INT4;
            case TEXT_ARRAY -> TEXT;
            case XID_ARRAY -> XID;
            case CID_ARRAY -> CID;
            case OIDVECTOR_ARRAY -> OIDVECTOR;
            case BPCHAR_ARRAY -> BPCHAR;
            case VARCHAR_ARRAY -> VARCHAR;
            case INT8_ARRAY -> INT8;
            case FLOAT4_ARRAY -> FLOAT4;
            case FLOAT8_ARRAY -> FLOAT8;
            case OID_ARRAY -> OID;
            case MACADDR_ARRAY -> MACADDR;
            case MACADDR8_ARRAY -> MACADDR8;
            case INET_ARRAY -> INET;
            case CIDR_ARRAY -> CIDR;
            case TIMESTAMP_ARRAY -> TIMESTAMP;
            case DATE_ARRAY -> DATE;
            case TIME_ARRAY -> TIME;
            case TIMESTAMPTZ_ARRAY -> TIMESTAMPTZ;
            case INTERVAL_ARRAY -> INTERVAL;
            case NUMERIC_ARRAY -> NUMERIC;
            case TIMETZ_ARRAY -> TIMETZ;
            case BIT_ARRAY -> BIT;
            case VARBIT_ARRAY -> VARBIT;
            case REFCURSOR_ARRAY -> REFCURSOR;
            case UUID_ARRAY -> UUID;
            case XML_ARRAY -> XML;
            case JSON_ARRAY -> JSON;
            case JSONB_ARRAY -> JSONB;
            case JSONPATH_ARRAY -> JSONPATH;
            default -> UNSPECIFIED;
        };
    }
}
