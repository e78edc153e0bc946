package io.cinnabar.processor.generate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** The file by which the providers of mapped classes are found. */
public final class ServiceFile {
    private static final String PATH = "META-INF/services/io.cinnabar.mapping.MappingProvider";

    private final Filer filer;

    /** The file in the output of a compiler. */
    public ServiceFile(Filer filer) {
        this.filer = filer;
    }

    /**
     * Writes the file with the providers that were made now and those of earlier compilations that are still there.
     *
     * @param made the providers that were made now
     * @param isThere whether a provider that the file names still exists
     */
    public void write(Collection<String> made, Predicate<String> isThere) throws IOException {
        var all = new TreeSet<String>();
        Set<String> present = read();
        present.stream().filter(isThere).forEach(all::add);
        all.addAll(made);
        if (all.equals(present) && made.isEmpty()) {
            return;
        }
        FileObject file = filer.createResource(StandardLocation.CLASS_OUTPUT, "", PATH);
        try (Writer writer = file.openWriter()) {
            for (String provider : all) {
                writer.write(provider + "\n");
            }
        }
    }

    private Set<String> read() throws IOException {
        var present = new TreeSet<String>();
        try (Reader reader = filer.getResource(StandardLocation.CLASS_OUTPUT, "", PATH)
                        .openReader(true);
                BufferedReader lines = new BufferedReader(reader)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String name = line.replaceFirst("#.*", "").strip();
                if (!name.isEmpty()) {
                    present.add(name);
                }
            }
        } catch (NoSuchFileException | java.io.FileNotFoundException | FilerException absent) {
            return present;
        }
        return present;
    }

    /** Whether the output has the class file of a class. */
    public boolean hasClass(String name) {
        int dot = name.lastIndexOf('.');
        String packageName = dot < 0 ? "" : name.substring(0, dot);
        try (var input = filer.getResource(
                        StandardLocation.CLASS_OUTPUT, packageName, name.substring(dot + 1) + ".class")
                .openInputStream()) {
            return input.read() >= 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
