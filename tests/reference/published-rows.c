/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * published-rows.c - the rows of the list of published figures: which test has each, or why this
 * program has no such figure. A test that is named is looked for in its file; a list that is given
 * with TREFOIL_REFERENCE_DIR (published.md) is gone through for rows that are not named here.
 */
#include <glib.h>
#include <string.h>

typedef struct {
  int row;
  const char *file; /* beside this one; NULL: no test, and what follows says why */
  const char *what; /* the test's path, or a name in its file */
} Row;

#define HERE     "published.c"
#define RUNS     "published-runs.c"
#define ADJUST   "../sim/theory/adjustment.c"
#define GRAPH    "../sim/run/graph-power.c"
#define NO_LOOKS "trials here have no interim looks: the key `looks` is not read yet"
#define NO_SLOPE "no analysis here has slopes over time that differ between patients"

static const Row rows[] = {
  { 1, HERE, "/published/t" },
  { 2, HERE, "/published/t" },
  { 3, HERE, "/published/t" },
  { 4, HERE, "/published/anova/r" },
  { 5, HERE, "/published/anova/r" },
  { 6, HERE, "/published/anova/others" },
  { 7, HERE, "/published/anova/others" },
  { 8, HERE, "/published/anova/three-arms" },
  { 10, HERE, "/published/anova/others" },
  { 11, HERE, "/published/anova/others" },
  { 13, HERE, "/published/adjusted-f" },
  { 14, HERE, "/published/variance-factor" },
  { 15, HERE, "/published/anova/plants" },
  { 15, HERE, "/published/kruskal-wallis" },
  { 15, NULL, "its third figure: no test of all arms at once here has separate variances" },
  { 17, HERE, "/published/proportions/r" },
  { 18, HERE, "/published/proportions/margins" },
  { 19, HERE, "/published/proportions/margins" },
  { 20, HERE, "/published/proportions/unpooled" },
  { 22, RUNS, "/published/ordered-categories" },
  { 23, HERE, "/published/ranks" },
  { 24, HERE, "/published/ranks" },
  { 25, ADJUST, "/adjust/published/mediana" },
  { 26, ADJUST, "/adjust/published/mediana" },
  { 27, ADJUST, "/adjust/published/dunnett" },
  { 28, ADJUST, "/adjust/published/dunnett" },
  { 30, ADJUST, "/adjust/published/graphical-mcp" },
  { 31, GRAPH, "/graph-power/two-doses" },
  { 32, GRAPH, "/graph-power/three-endpoints" },
  { 33, HERE, "/published/dunnett" },
  { 34, HERE, "/published/dunnett" },
  { 35, HERE, "/published/tukey" },
  { 36, HERE, "/published/unadjusted" },
  { 37, HERE, "/published/dunnett-power" },
  { 39, NULL, NO_LOOKS },
  { 40, NULL, NO_LOOKS },
  { 41, NULL, NO_LOOKS },
  { 42, NULL, NO_LOOKS },
  { 43, NULL, NO_LOOKS },
  { 45, NULL, NO_LOOKS },
  { 46, NULL, NO_LOOKS },
  { 47, NULL, NO_LOOKS },
  { 48, NULL, NO_LOOKS },
  { 49, NULL, NO_LOOKS },
  { 50, NULL, NO_LOOKS },
  { 51, NULL, NO_LOOKS },
  { 53, NULL, NO_LOOKS },
  { 54, HERE, "/published/equivalence" },
  { 55, NULL, "patients here have one treatment: there is no cross-over" },
  { 56, HERE, "/published/retention" },
  { 58, HERE, "/published/retention/logit" },
  { 58, NULL, "its second figure: retention is for normal and binary outcomes, not for counts" },
  { 59, NULL, NO_SLOPE },
  { 61, RUNS, "/published/clusters" },
  { 62, RUNS, "/published/partial-nesting" },
  { 64, HERE, "/published/mmrm" },
  { 65, NULL, NO_SLOPE },
  { 66, HERE, "/published/sign-and-size" },
  { 67, HERE, "/published/sign-and-size" },
  { 68, NULL, NO_SLOPE },
  { 69, NULL, "its model has race and sex beside arm and visit, MMRM here the baseline alone; the "
              "same software stands behind the files mmrm_fixed" },
  { 70, "../../sim/study/verify-rates.c", "Schoenfeld 1981" },
  { 72, HERE, "/published/assurance" },
  { 73, HERE, "/published/precision" },
  { 74, "../sim/run/results.c", "/run/results/published" },
  { 75, NULL, "the chances of assignment here do not follow the results" },
  { 76, NULL, "no analysis here tests all visits at once (Hotelling and Lawley)" },
};

static char *
read_beside (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;
  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static void
test_named (void)
{
  const char *folder = g_getenv ("TREFOIL_REFERENCE_DEFAULT");
  guint tested = 0, not = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (!rows[i].file) {
      g_test_message ("row %d: no figure of this program: %s", rows[i].row, rows[i].what);
      not++;
      continue;
    }
    g_autofree char *text = read_beside (folder ? folder : "tests/reference", rows[i].file);
    if (!text || !strstr (text, rows[i].what)) {
      g_test_message ("row %d: %s is not in %s", rows[i].row, rows[i].what, rows[i].file);
      g_test_fail ();
    }
    tested++;
  }
  g_test_message ("%u figures have a test, %u are not of this program", tested, not);
}

static gboolean
is_named (int row)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].row == row)
      return TRUE;
  return FALSE;
}

static void
test_list (void)
{
  const char *folder = g_getenv ("TREFOIL_REFERENCE_DIR");
  g_autofree char *text = folder && *folder ? read_beside (folder, "published.md") : NULL;
  guint listed = 0, unknown = 0;

  if (!text) {
    g_test_skip ("no published.md in TREFOIL_REFERENCE_DIR");
    return;
  }
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++) {
    int row = g_str_has_prefix (*line, "| ") ? (int)g_ascii_strtoll (*line + 2, NULL, 10) : 0;
    if (row == 0)
      continue;
    listed++;
    if (is_named (row))
      continue;
    unknown++;
    g_test_message ("row %d is not named here: %s", row, *line);
  }
  g_test_message ("%u rows listed, %u of them not named here", listed, unknown);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/published/rows/named", test_named);
  g_test_add_func ("/published/rows/list", test_list);
  return g_test_run ();
}
