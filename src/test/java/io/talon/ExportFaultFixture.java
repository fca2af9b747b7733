package io.talon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Plays faults that befall an export before it is loaded. No model has to do with them, so that the project has one only: to build all each time would take most of the time. */
abstract class ExportFaultFixture extends FaultFixture {

    @Override
    void prepare() throws IOException {
        writeSmallProject(folder);
    }

    static void writeSmallProject(Path folder) throws IOException {
        write(folder, "dbt_project.yml", "name: small\n");
        write(folder, "models/sources.yml", "sources: [{name: maestroqa, schema: raw, tables: [{name: groups, identifier: maestroqa_groups, columns: [{name: group_name}]}]}]\n");
        write(folder, "models/marts/teams.sql", "select distinct group_name from {{ source('maestroqa', 'groups') }}\n");
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static void write(Path folder, String file, String text) throws IOException {
        Path path = folder.resolve("warehouse").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
