package io.talon.model;

/**
 * A SQL file of the project.
 *
 * @param name  of the model or test: the file's name without its ending
 * @param layer first folder below models; empty for a test
 * @param file  path within the project
 */
record TemplateFile(String name, String layer, String file, String text) {
}
