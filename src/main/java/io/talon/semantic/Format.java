package io.talon.semantic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * How a metric is shown.
 *
 * @param pattern of its digits, such as {@code #,##0} or {@code 0.0}; Java's DecimalFormat, Excel and Looker read it alike
 * @param unit    that stands behind it, such as %; empty if there is none
 * @param scale   what the value is multiplied by before it is given to anybody
 * @param good    up or down; empty where neither is
 */
public record Format(String pattern, String unit, int scale, String good) {
    public static final Format PLAIN = new Format("#,##0.##", "", 1, "");

    /** A scaled value as people read it; a dash where there is none. */
    public String text(Number value) {
        return value == null ? "–" : withUnit(rounded(value));
    }

    public String withUnit(String number) {
        return unit.isEmpty() ? number : unit.equals("%") ? number + "%" : number + " " + unit;
    }

    /** As a browser rounds: halves go up, a value is what its shortest decimal says, and where a sign is wanted nothing has none. */
    private String rounded(Number value) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        String shown = format.format(new BigDecimal(value.toString()));
        return pattern.startsWith("+") && !shown.matches(".*[1-9].*") ? shown.substring(1) : shown;
    }
}
