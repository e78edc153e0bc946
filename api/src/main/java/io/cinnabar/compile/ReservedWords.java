package io.cinnabar.compile;

import java.util.Set;

/** Words that SQL reserves. A dialect adds its own. */
public final class ReservedWords {
    /** The words that the standard or most databases reserve, in lower case. */
    public static final Set<String> COMMON = Set.of(
            ("all analyse analyze and any array as asc asymmetric authorization between binary both by case cast check collate"
                            + " collation column concurrently constraint create cross current_catalog current_date"
                            + " current_path current_role current_schema current_time current_timestamp current_user day"
                            + " default deferrable delete desc distinct do else end except exists false fetch first for foreign"
                            + " freeze from full grant group groups having hour if ilike in initially inner insert"
                            + " intersect interval into is isnull join key lateral leading left like limit localtime"
                            + " localtimestamp minus minute month natural not notnull null offset on only or order"
                            + " outer over overlaps partition placing primary qualify range references regexp returning right row"
                            + " rownum rows second select session_user set similar some symmetric system_user table"
                            + " tablesample then to top trailing true uescape union unique unknown update user using value"
                            + " values variadic verbose when where window with year")
                    .split(" "));

    private ReservedWords() {}
}
