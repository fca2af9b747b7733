package io.talon.deliver;

import java.awt.Font;
import java.awt.image.BufferedImage;

/** What pictures are written with. */
final class Fonts {
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    /** A machine without a single font cannot draw letters, and Java says so by an error. */
    static final boolean AVAILABLE = areThere();

    private Fonts() {
    }

    private static boolean areThere() {
        try {
            return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics().getFontMetrics(SMALL).stringWidth("0") > 0;
        } catch (LinkageError | InternalError | RuntimeException e) {
            return false;
        }
    }
}
