/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * words.h - numbers inside sentences.
 */
#ifndef PLOT_WORDS_H
#define PLOT_WORDS_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * "56 of 100", "fewer than 1 of 100", "more than 99 of 100"; NaN: "none of 100". Rounded by
 * sim_shown_percent(), as everything is that stands beside plot_words_percent() with fewer digits.
 */
char *plot_words_of_hundred (double proportion, double mcse);
/** The same of a percentage that is shown nowhere else, such as that of counted cells. */
char *plot_words_hundred (double hundred);
/** "89.6 %" with the digits that mcse earns and a narrow space; "90 %" for a target (mcse 0). */
char *plot_words_percent (double proportion, double mcse);
/** "89.41 %": an exact proportion, with two decimals. */
char *plot_words_exact (double proportion);
/** "89.4 – 89.8 %": an interval of proportions with the digits that mcse earns. */
char *plot_words_range (double low, double high, double mcse);
/**
 * "±0.2": half the width of the 95 % Monte Carlo interval of a proportion with that standard error,
 * in percentage points; "" if it is not finite. An error is never "±0.00".
 */
char *plot_words_points (double mcse);
/** "at most 0.004 %", "at least 99.996 %": what an interval says of a proportion of none, or all,
 *  of the trials. */
char *plot_words_bound (double proportion, double low, double high);
/** "±0.2 (95 %)": the same where nothing else says which error it is. */
char *plot_words_error (double mcse);
/** "sentence (remark)", or the sentence alone where the remark is empty. */
char *plot_words_remark (const char *sentence, const char *remark);
/** What a picture says below its title while it is that of the last valid scenario; static. */
const char *plot_words_last_valid (void);
/** "152 patients". */
char *plot_words_patients (double total);
/** The smallest whole number of patients that reaches total (a small excess is rounding). */
double plot_words_whole_total (double total);
/** A count as people read it; clamped to what a count can be. */
char *plot_words_count (double count);
/** Decimals with which numbers are written whose standard error, or deviation, that is: two of its
 *  digits, at most 6. */
int plot_words_decimals (double error);
/** So many decimals, with U+2212 for minus, never "-0"; "–" if it is not finite. */
char *plot_words_fixed (double value, int decimals);
/** With the decimals that mcse earns (sim_format_figure()), and U+2212 for minus. */
char *plot_words_figure (double value, double mcse);
/** "2.39 (0.67 to 4.11)": an estimate and its interval, with the digits that its error earns. */
char *plot_words_interval (double estimate, double low, double high, double error);
/** "p = 0.003", "p < 0.0001"; "" where there is none. */
char *plot_words_p (double p);
/** The same without "p =": "0.003", "<0.0001", "–". */
char *plot_words_p_cell (double p);
/** "p = 0.034, tested at 0.017": with the level that it is held against; 0: "not tested"; NaN: p
 *  alone. */
char *plot_words_p_tested (double p, double level);
/** A table cell: a number for machines, "" if it is not finite. */
char *plot_words_cell (double value);

G_END_DECLS
#endif
