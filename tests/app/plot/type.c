/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/type.c: measuring, cutting, breaking.
 */
#include "plot/type.h"

#include <string.h>

static PlotRuler *ruler;

static double
width_of (const char *text)
{
  return plot_ruler_measure (ruler, text, 13, PLOT_WEIGHT_REGULAR);
}

static void
test_measure (void)
{
  g_assert_cmpfloat (width_of (""), ==, 0);
  g_assert_cmpfloat (width_of ("mm"), >, width_of ("m"));
  g_assert_cmpfloat (width_of ("mmmm"), ==, 2 * width_of ("mm"));
  /* The second answer comes from memory and is the same. */
  g_assert_cmpfloat (width_of ("Usual care"), ==, width_of ("Usual care"));
  g_assert_cmpfloat (plot_ruler_measure (ruler, "Usual care", 26, PLOT_WEIGHT_REGULAR), >,
                     1.8 * width_of ("Usual care"));
}

static void
test_fit (void)
{
  static const char *const texts[]
      = { "Hand-ear acupuncture vs usual care", "针灸对照常规护理的比较",
          "علاج بالإبر مقابل الرعاية", "a\u0301b\u0301c\u0301d\u0301" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (double room = 0; room < 260; room += 7) {
      g_autofree char *fitted = plot_ruler_fit (ruler, texts[i], room, 13, PLOT_WEIGHT_REGULAR);

      g_assert_true (g_utf8_validate (fitted, -1, NULL));
      g_assert_cmpfloat (width_of (fitted), <=, room);
      if (width_of (texts[i]) <= room)
        g_assert_cmpstr (fitted, ==, texts[i]);
      else if (fitted[0] != '\0')
        g_assert_true (g_str_has_suffix (fitted, "…"));
    }
}

/* An accent is not cut off its letter. */
static void
test_fit_graphemes (void)
{
  g_autofree char *fitted
      = plot_ruler_fit (ruler, "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301",
                        width_of ("e\u0301e\u0301…") + 1, 13, PLOT_WEIGHT_REGULAR);

  g_assert_cmpstr (fitted, ==, "e\u0301e\u0301…");
}

static void
test_wrap (void)
{
  const char *text = "At 152 patients, 56 of 100 such trials would show standard acupuncture "
                     "better than usual care";
  char *lines[3];
  guint n = plot_ruler_wrap (ruler, text, width_of (text) * 0.6, 13, PLOT_WEIGHT_REGULAR, lines, 3);
  g_autofree char *joined = NULL;

  g_assert_cmpuint (n, ==, 2);
  joined = g_strjoin (" ", lines[0], lines[1], NULL);
  g_assert_cmpstr (joined, ==, text);
  for (guint i = 0; i < n; i++)
    g_free (lines[i]);
  n = plot_ruler_wrap (ruler, text, width_of (text) * 0.3, 13, PLOT_WEIGHT_REGULAR, lines, 2);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (g_str_has_suffix (lines[1], "…"));
  for (guint i = 0; i < n; i++) {
    g_assert_cmpfloat (width_of (lines[i]), <=, width_of (text) * 0.3);
    g_free (lines[i]);
  }
  g_assert_cmpuint (plot_ruler_wrap (ruler, "", 100, 13, PLOT_WEIGHT_BOLD, lines, 3), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ruler = plot_ruler_new ("Inter");
  g_test_add_func ("/type/measure", test_measure);
  g_test_add_func ("/type/fit", test_fit);
  g_test_add_func ("/type/fit-graphemes", test_fit_graphemes);
  g_test_add_func ("/type/wrap", test_wrap);
  status = g_test_run ();
  plot_ruler_free (ruler);
  return status;
}
